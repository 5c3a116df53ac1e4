"""An error has another code.

## What it means
The same request fails with the same status, and the code in the body differs. By inclusion this is
breaking; whether it is by agreement is a question of policy, so it is a warning.

## Why it matters
Clients that handle the old code do not recognize the error.

## What it leaves alone
The message, which is for people (REG439).

## Example
    "code": "itemNotFound"      then
    "code": "notFound"          now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, agreement
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import listed

RULE = Rule(code="REG438", name="error-code-changed", severity=Severity.WARNING)
_CODES = frozenset({"code", "errorcode", "error_code", "type", "__type", "status", "error"})


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if an error has another code."""
    if not place.is_error or place.name.lower() not in _CODES or not place.in_both:
        return
    old, new = place.old.words, place.new.words
    if old and new and not old.keys() & new.keys():
        samples = place.stated.schema.samples if place.stated.schema else frozenset()
        allowed = (any(w in samples for w in old), any(w in samples for w in new))
        yield Change(
            rule=RULE,
            kind="error-code-changed",
            what=f"the code of the error is {listed(new)} instead of {listed(old)}",
            verdict=ChangeVerdict(
                change_class="breaking", page=agreement(*allowed) if samples else ""
            ),
            consequence="clients that handle the old code do not recognize the error",
            old=", ".join(old),
            new=", ".join(new),
            steps=place.steps,
            status=place.status,
            severity=Severity.WARNING,
        )


MIRROR = Mirror(kind="error-code-changed", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=15)
