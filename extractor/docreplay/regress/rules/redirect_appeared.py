"""A request is redirected that was answered.

## What it means
The response has a status of 3xx now. Redirects are never followed, so that credentials do not
leave the service. The reverse is reported as non-breaking.

## Why it matters
Many clients do not follow redirects of other methods than GET, or drop the credentials.

## What it leaves alone
A request that was redirected before.

## Example
    GET /photo      then: 200, now: 302

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG405", name="redirect-appeared", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request is redirected, or no longer is."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        allowed = claims.allows_status(usual), claims.allows_status(status)
        if usual < 300 <= status < 400:
            yield Change(
                rule=RULE,
                kind="redirect-appeared",
                what=f"it is redirected ({status})",
                verdict=ChangeVerdict(change_class="breaking", page=agreement(*allowed)),
                consequence="clients that do not follow redirects, or must not, fail",
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )
        elif status < 300 <= usual < 400:
            yield Change(
                rule=RULE,
                kind="redirect-gone",
                what=f"it is answered ({status}) and no longer redirected",
                verdict=harmless(*allowed),
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )


MIRROR = Mirror(kind="redirect-gone", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=10)
