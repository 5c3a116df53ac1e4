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
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.statuses import status_changes
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG401", name="operation-gone", severity=Severity.ERROR)
GONE = frozenset({404, 405, 410, 501})


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request succeeded, and is now answered as if nothing were there."""
    for item in status_changes(subject):
        if item.old < 300 and item.new in GONE and subject.operation.method != "DELETE":
            what = f"it is answered with {item.new}, as if it did not exist"
            consequence = "clients that use it fail"
            yield item.change(RULE, "operation-gone", what, item.breaking, consequence=consequence)
        elif item.old in GONE and item.new < 300:
            what = f"it is available ({item.new})"
            yield item.change(RULE, "operation-added", what, item.harmless)


MIRROR = Mirror(kind="operation-added", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=10)
