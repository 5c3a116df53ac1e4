"""Clients must authenticate in another way.

## What it means
The credentials that were accepted are refused with 401, or `WWW-Authenticate` names other schemes.
That credentials are accepted again is reported as non-breaking.

## Why it matters
No client can authenticate as before.

## What it leaves alone
A run in which all requests are refused: then the credentials of the run are wrong, and it exits
with 3.

## Example
    WWW-Authenticate: Basic       then
    WWW-Authenticate: Bearer      now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.statuses import status_changes
from docreplay.regress.subject import RequestChange
from docreplay.regress.words import counts

RULE = Rule(code="REG412", name="authentication-changed", severity=Severity.ERROR)
_CONSEQUENCE = "clients cannot authenticate as before"


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if credentials are required that were not, or another scheme is asked for."""
    for item in status_changes(subject):
        if item.old < 300 and item.new == 401:
            what = "the credentials are not accepted (401)"
            yield item.change(RULE, RULE.name, what, item.breaking, consequence=_CONSEQUENCE)
        elif item.old == 401 and item.new < 300:
            what = "the credentials are accepted"
            yield item.change(RULE, RULE.name, what, item.harmless, consequence=_CONSEQUENCE)
    for pair in subject.pairs():
        old, new = pair.old.fact("authentication"), pair.new.fact("authentication")
        if old and not old.keys() & new.keys():
            schemes = ", ".join(new) or "no scheme"
            yield Change(
                rule=RULE,
                kind=RULE.name,
                what=f"`WWW-Authenticate` asks for {schemes} instead of {', '.join(old)}",
                verdict=ChangeVerdict(change_class="breaking"),
                consequence=_CONSEQUENCE,
                old=counts(old),
                new=counts(new),
                aspect="header",
                header="www-authenticate",
                status=pair.status,
            )


MIRROR = Mirror(kind="authentication-changed", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=11)
