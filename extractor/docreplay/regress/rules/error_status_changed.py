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
from docreplay.regress.change import Change, ChangeVerdict, agreement
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG404", name="error-status-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request failed, and fails with a different status now."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        allowed = claims.allows_status(usual), claims.allows_status(status)
        if usual >= 400 and status >= 400 and not all(allowed):
            reason = "it depends on whether clients distinguish these errors"
            yield Change(
                rule=RULE,
                kind="error-status-changed",
                what=f"it fails with {status} instead of {usual}",
                verdict=ChangeVerdict(
                    change_class="unknown", page=agreement(*allowed), reason=reason
                ),
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )


MIRROR = Mirror(kind="error-status-changed", change_class="unknown")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=12)
