"""A link in a response cannot be followed any more.

## What it means
The next page of a collection, the monitor of a long operation or another link of the response led
to a success when the snapshot was recorded with `--follow-links`, and does not now. The reverse is
reported as non-breaking.

## Why it matters
Clients that follow it do not get the rest of the collection, or the result.

## What it leaves alone
Links to other hosts than the one that is tested: they are not followed, and get no credentials.

## Example
    "@odata.nextLink": "https://api.example.com/users?$skiptoken=x"      now: 404

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.links import LinkState, link_change
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG441", name="response-link-broken", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each link that could be followed and cannot now, or the reverse."""
    for pair in subject.pairs():
        old, new = pair.old.facts_of("link"), pair.new.facts_of("link")
        for place in sorted(old.keys() & new.keys()):
            if set(old[place]) == {"followed"} and "broken" in new[place]:
                verdict, fails = (
                    ChangeVerdict(change_class="breaking"),
                    "clients that follow it fail",
                )
                state = LinkState("link", RULE.name, "cannot be followed", verdict, fails)
                yield link_change(RULE, pair, place, state)
            elif set(new[place]) == {"followed"} and "broken" in old[place]:
                state = LinkState("link", "link-works", "can be followed", harmless())
                yield link_change(RULE, pair, place, state)


MIRROR = Mirror(kind="link-works", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)
