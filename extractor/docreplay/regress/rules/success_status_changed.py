"""A request succeeds with a different status.

## What it means
Both statuses are successes (2xx). It is breaking if the body is gone, or if 202 with `Location`
asks the client to poll for the result; otherwise only the clients know.

## Why it matters
Clients that compare the status with one number, or read a body that is no longer there, fail.

## What it leaves alone
A status that the page documents for the request, beside the old one.

## Example
    POST /reports      then: 200 with the report, now: 202 with Location

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

RULE = Rule(code="REG402", name="success-status-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request succeeds with a different status."""
    for item in status_changes(subject):
        verdict = _verdict(subject, item) if item.old < 300 and item.new < 300 else None
        if verdict:
            what = f"it succeeds with {item.new} instead of {item.old}"
            consequence = "clients that expect the old status, or its body, may fail"
            yield item.change(RULE, "status-changed", what, verdict, consequence=consequence)


def _verdict(subject: RequestChange, item: StatusChange) -> ChangeVerdict | None:
    """Return the verdict; None if the page documents both statuses for the request."""
    if all(item.allowed):
        return None
    old, new = subject.old[item.old], subject.new[item.new]
    had_body, has_body = (not found.fact("body").get("empty") for found in (old, new))
    is_other_protocol = item.new == 202 and "location" in new.fact("header")
    if is_other_protocol or (had_body and not has_body):
        return item.breaking
    return item.unknown("it depends on whether clients accept any success")


MIRROR = Mirror(kind="status-changed", change_class="unknown")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=12)
