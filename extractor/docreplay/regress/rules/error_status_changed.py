"""A request fails with a different status.

## What it means
The request failed when the snapshot was recorded, and fails in a different way now.

## Why it matters
Clients that handle the old error do not recognize the new one.

## What it leaves alone
A status that the page documents for the request, beside the old one.

## Example
    GET /users/none      then: 404, now: 400

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.statuses import status_changes
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG404", name="error-status-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request failed, and fails with a different status now."""
    for item in status_changes(subject):
        if item.old >= 400 and item.new >= 400 and not all(item.allowed):
            verdict = item.unknown("it depends on whether clients distinguish these errors")
            what = f"it fails with {item.new} instead of {item.old}"
            yield item.change(RULE, "error-status-changed", what, verdict)


MIRROR = Mirror(kind="error-status-changed", change_class="unknown")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=12)
