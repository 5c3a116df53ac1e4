"""The service rejects the documented request.

## What it means
The same request was accepted when the snapshot was recorded. The reverse is reported as
non-breaking.

## Why it matters
Clients that send what the page documents fail.

## What it leaves alone
A rejection that names an input has a rule of its own (REG415, REG416, REG417).

## Example
    POST /users      then: 201, now: 415

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

RULE = Rule(code="REG414", name="request-rejected", severity=Severity.ERROR)
REJECTED = frozenset({400, 406, 411, 413, 414, 415, 416, 422, 426, 428, 431})


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the service refuses the documented request, or accepts it again."""
    for item in status_changes(subject):
        if item.old < 300 and item.new in REJECTED:
            what = f"the documented request is rejected ({item.new})"
            consequence = "clients that send it as documented fail"
            yield item.change(
                RULE, "request-rejected", what, item.breaking, consequence=consequence
            )
        elif item.old in REJECTED and item.new < 300:
            what = f"the request is accepted ({item.new})"
            yield item.change(RULE, "request-accepted", what, item.harmless)


MIRROR = Mirror(kind="request-accepted", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=20)
