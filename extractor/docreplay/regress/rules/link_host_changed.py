"""A link leads to another host.

## What it means
A link that clients follow led to the service, or to a host, and leads elsewhere now. The host that
is tested counts as the service itself, whatever its name is.

## Why it matters
Clients that send their credentials there give them away; careful ones fail.

## What it leaves alone
Another port or path on the same host name as before. URLs in other members, such as that of a
picture, which are data: clients do not follow them as the next step of an exchange.

## Example
    "@odata.nextLink": "https://cdn.example.net/users?$skip=20"

## Fix
Document the host, or make the links lead to the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.links import LinkState, link_change
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG442", name="link-host-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each link that leads to another host."""
    for pair in subject.pairs():
        old, new = pair.old.facts_of("link-host"), pair.new.facts_of("link-host")
        for place in sorted(old.keys() & new.keys()):
            if not old[place].keys() & new[place].keys():
                reason = "it depends on whether clients may send their credentials there"
                host = ", ".join("the service" if name == "own" else name for name in new[place])
                verdict = ChangeVerdict(change_class="unknown", reason=reason)
                state = LinkState("link-host", RULE.name, f"leads to {host}", verdict)
                yield link_change(RULE, pair, place, state)


MIRROR = Mirror(kind="link-host-changed", change_class="unknown")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)
