"""Responses no longer have a body.

## What it means
The responses of a status had a body when the snapshot was recorded. The reverse is reported as
non-breaking.

## Why it matters
Clients that read the body fail.

## What it leaves alone
A response whose status changed, too (REG402).

## Example
    PATCH /photo      then: 200 with the photo, now: 200 without a body

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG408", name="response-became-empty", severity=Severity.ERROR)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change for each status whose responses lost, or gained, their body."""
    for pair in subject.pairs():
        old, new = pair.old.fact("body"), pair.new.fact("body")
        if pair.old_status != pair.status or not old or not new:
            continue  # of another status, the status is the change
        documented = pair.claims.has_body if pair.claims.status == pair.status else None
        empty = None if documented is None else not documented
        if "empty" not in old and set(new) == {"empty"}:
            yield Change(
                rule=RULE,
                kind="response-became-empty",
                what="the response has no body",
                verdict=ChangeVerdict(change_class="breaking", page=agreement(documented, empty)),
                consequence="clients that read the body fail",
                old="a body",
                new="no body",
                steps=(),
                status=pair.status,
            )
        elif "empty" not in new and set(old) == {"empty"}:
            yield Change(
                rule=RULE,
                kind="body-added",
                what="the response has a body",
                verdict=harmless(empty, documented),
                old="no body",
                new="a body",
                steps=(),
                status=pair.status,
            )


MIRROR = Mirror(kind="body-added", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)
