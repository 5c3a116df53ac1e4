"""The message of an error is not the documented one any more.

## What it means
A snapshot contains no free text, so that only this is known of messages: whether it is the one
that the page shows.

## Why it matters
Messages are for people; clients must not parse them (OData JSON Format 4.01 §21.1).

## What it leaves alone
Messages of errors that the page does not document.

## Example
    "message": "The item was not found."

## Fix
Correct the page.
"""

from collections.abc import Iterator

from docreplay.model.body.error_members import message_steps
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, harmless
from docreplay.regress.check import Mirror, RequestCheck
from docreplay.regress.subject import RequestChange

RULE = Rule(code="REG439", name="error-message-changed", severity=Severity.NOTE)


def check(subject: RequestChange) -> Iterator[Change]:
    """Yield a change if an error no longer has the documented message, or has it now."""
    for pair in subject.pairs():
        if differing := pair.differs("message"):
            old, new = differing
            is_lost = "documented" in old
            yield Change(
                rule=RULE,
                kind="error-message-changed",
                what=f"the message of the error is {'not ' if is_lost else ''}the documented one",
                verdict=harmless(is_lost, not is_lost),
                old=", ".join(old),
                new=", ".join(new),
                steps=message_steps(pair.new.body),
                status=pair.status,
            )


MIRROR = Mirror(kind="error-message-changed", change_class="non-breaking")
CHECK = RequestCheck(rule=RULE, run=check, mirror=MIRROR, rank=50)
