"""An operation that worked is no longer there.

## What it means
The documented request succeeded when the snapshot was recorded, and is now answered with 404, 405,
410 or 501. The reverse, an operation that is there now, is reported as non-breaking.

## Why it matters
Every client that calls it fails.

## What it leaves alone
`DELETE`, which a second run finds already done.

## Example
    GET /users/42/photo      then: 200, now: 404

## Fix
Restore the operation, or remove it from the page and announce it. If only the tested object is
gone, configure the id of a different object.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG401", name="operation-gone", severity=Severity.ERROR)
GONE = frozenset({404, 405, 410, 501})


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request succeeded, and is now answered as if nothing were there."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        if usual < 300 and status in GONE and subject.operation.method != "DELETE":
            page = agreement(claims.allows_status(usual), claims.allows_status(status))
            yield Change(
                rule=RULE,
                kind="operation-gone",
                what=f"it is answered with {status}, as if it did not exist",
                verdict=ChangeVerdict(change_class="breaking", page=page),
                consequence="clients that use it fail",
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )
        elif usual in GONE and status < 300:
            yield Change(
                rule=RULE,
                kind="operation-added",
                what=f"it is available ({status})",
                verdict=harmless(claims.allows_status(usual), claims.allows_status(status)),
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )


MIRROR = Mirror(kind="operation-added", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=10)
