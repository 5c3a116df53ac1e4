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
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG414", name="request-rejected", severity=Severity.ERROR)
REJECTED = frozenset({400, 406, 411, 413, 414, 415, 416, 422, 426, 428, 431})


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the service refuses the documented request, or accepts it again."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        allowed = claims.allows_status(usual), claims.allows_status(status)
        if usual < 300 and status in REJECTED:
            yield Change(
                rule=RULE,
                kind="request-rejected",
                what=f"the documented request is rejected ({status})",
                verdict=ChangeVerdict(change_class="breaking", page=agreement(*allowed)),
                consequence="clients that send it as documented fail",
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )
        elif usual in REJECTED and status < 300:
            yield Change(
                rule=RULE,
                kind="request-accepted",
                what=f"the request is accepted ({status})",
                verdict=harmless(*allowed),
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )


MIRROR = Mirror(kind="request-accepted", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=20)
