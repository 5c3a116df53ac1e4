"""A request that succeeded fails.

## What it means
The same request succeeded when the snapshot was recorded, and gets an error now. The reverse is
reported as non-breaking.

## Why it matters
Clients that rely on it fail.

## What it leaves alone
Statuses that have a rule of their own: an operation that is gone (REG401), a request that is
refused (REG414 to REG417), authentication (REG412). What may be temporary (429, 503), or may
follow from an earlier run (409), is unknown.

## Example
    GET /users/42      then: 200, now: 500

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.statuses import StatusChange, status_changes
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG403", name="success-became-error", severity=Severity.ERROR)
_OF_STATE = frozenset({404, 409, 410, 412, 423})
"""Statuses that a second run may get because of what the first one did."""
_TEMPORARY = frozenset({408, 425, 429, 502, 503, 504})


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request succeeded and fails now, or the reverse."""
    for item in status_changes(subject):
        if item.old < 400 <= item.new:
            verdict = _verdict(item, subject.operation.method)
            what, consequence = f"it fails with {item.new}", "clients that use it fail"
            yield item.change(RULE, "success-became-error", what, verdict, consequence=consequence)
        elif item.new < 300 and item.old >= 400:
            what = f"it succeeds with {item.new}"
            yield item.change(RULE, "error-became-success", what, item.harmless)


def _verdict(item: StatusChange, method: str) -> ChangeVerdict:
    if item.new in _TEMPORARY:
        return item.unknown(f"{item.new} may be temporary")
    if item.new in _OF_STATE and method != "GET":
        return item.unknown(f"{item.new} may follow from what an earlier run changed")
    return item.breaking


MIRROR = Mirror(kind="error-became-success", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=40)
