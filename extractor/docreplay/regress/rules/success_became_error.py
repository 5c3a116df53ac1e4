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
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG403", name="success-became-error", severity=Severity.ERROR)
_OF_STATE = frozenset({404, 409, 410, 412, 423})
"""Statuses that a second run may get because of what the first one did."""
_TEMPORARY = frozenset({408, 425, 429, 502, 503, 504})


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if the request succeeded and fails now, or the reverse."""
    claims, usual = subject.claims, subject.usual
    for status in subject.new_statuses:
        allowed = claims.allows_status(usual), claims.allows_status(status)
        if usual < 400 <= status:
            yield Change(
                rule=RULE,
                kind="success-became-error",
                what=f"it fails with {status}",
                verdict=_verdict(status, agreement(*allowed), subject.operation.method),
                consequence="clients that use it fail",
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )
        elif status < 300 and usual >= 400:
            yield Change(
                rule=RULE,
                kind="error-became-success",
                what=f"it succeeds with {status}",
                verdict=harmless(*allowed),
                old=str(usual),
                new=str(status),
                aspect="status",
                status=status,
            )


def _verdict(status: int, page: str, method: str) -> ChangeVerdict:
    if status in _TEMPORARY:
        reason = f"{status} may be temporary"
        return ChangeVerdict(change_class="unknown", page=page, reason=reason)
    if status in _OF_STATE and method != "GET":
        reason = f"{status} may follow from what an earlier run changed"
        return ChangeVerdict(change_class="unknown", page=page, reason=reason)
    return ChangeVerdict(change_class="breaking", page=page)


MIRROR = Mirror(kind="error-became-success", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=40)
