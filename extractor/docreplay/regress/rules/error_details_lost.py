"""Errors do not have the details that they had.

## What it means
Members such as `innererror` or `details` are gone from errors. Both this and the reverse are
reported as non-breaking: clients must not rely on them (OData JSON Format 4.01 §21.1).

## Why it matters
People who look for the cause of an error find less.

## What it leaves alone
The code and the message.

## Example
    "innererror": { "request-id": "…" }      then

## Fix
Restore the details if people need them.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, harmless
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.presence import is_added, is_removed
from docreplay.regress.words import presence

RULE = Rule(code="REG440", name="error-details-lost", severity=Severity.NOTE)
_DETAILS = frozenset(
    {"innererror", "details", "target", "errors", "instance", "help", "additionalinfo"}
)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if errors do not have the details that they had, or have some now."""
    if not place.is_error or place.name.lower() not in _DETAILS:
        return
    if is_removed(place) or is_added(place):
        is_lost = is_removed(place)
        yield Change(
            rule=RULE,
            kind="error-details-lost" if is_lost else "error-details-added",
            what=f"errors {'do not have' if is_lost else 'have'} {place.shown}",
            verdict=harmless(*((True, None) if place.stated.is_documented else (None, None))),
            old=presence(place.old, place.old_of),
            new=presence(place.new, place.new_of),
            steps=place.steps,
            status=place.status,
        )


MIRROR = Mirror(kind="error-details-added", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=2)
