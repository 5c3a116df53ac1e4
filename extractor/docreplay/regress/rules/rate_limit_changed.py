"""Other headers have the limit of requests.

## What it means
Headers such as `X-RateLimit-Remaining` or `RateLimit` came or went.

## Why it matters
Clients that slow down by the old headers are refused more often.

## What it leaves alone
The values, which differ in every response.

## Example
    X-RateLimit-Remaining: 59      then
    RateLimit: remaining=59        now

## Fix
Announce it.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.model.http.header_groups import is_rate_limit
from docreplay.regress.change import Change, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange
from docreplay.regress.words import listed

RULE = Rule(code="REG411", name="rate-limit-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if other headers have the limit of requests."""
    for pair in subject.pairs():
        lost = [name for name in pair.lost("header") if is_rate_limit(name)]
        gained = [name for name in pair.gained("header") if is_rate_limit(name)]
        if lost or gained:
            yield Change(
                rule=RULE,
                kind="rate-limit-changed",
                what=f"the limit of requests is in {listed(gained) or 'no header'}",
                verdict=harmless(),
                old=", ".join(lost) or "none",
                new=", ".join(gained) or "none",
                aspect="header",
                header="rate limit",
                status=pair.status,
            )


MIRROR = Mirror(kind="rate-limit-changed", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)
