"""Errors have another form.

## What it means
The body of an error has none of the members that it had, or `error` is of another type.

## Why it matters
Clients cannot read why a request failed.

## What it leaves alone
Members inside of the error (REG438, REG440).

## Example
    { "error": { "code": "x", "message": "…" } }      then
    { "code": "x", "message": "…" }                   now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import Shape
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.types import types_of
from docreplay.regress.words import kinds_of, listed

RULE = Rule(code="REG437", name="error-wrapper-changed", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if an error has none of the old members, or is of another type."""
    if not place.is_error or not place.in_both or len(place.steps) > 1:
        return
    is_root, is_error = not place.steps, place.name == "error"
    has_moved = is_root and _names(place.old) and not _names(place.old) & _names(place.new)
    is_retyped = (is_root or is_error) and not types_of(place.old) & types_of(place.new)
    if has_moved or (is_retyped and types_of(place.old) and types_of(place.new)):
        page = "old" if place.stated.schema and _names(place.old) <= _documented(place) else ""
        yield Change(
            rule=RULE,
            kind="error-wrapper-changed",
            what=f"errors have another form at {place.shown}",
            verdict=ChangeVerdict(change_class="breaking", page=page),
            consequence="clients cannot read why a request failed",
            old=listed(sorted(_names(place.old))) or kinds_of(place.old),
            new=listed(sorted(_names(place.new))) or kinds_of(place.new),
            steps=place.steps,
            status=place.status,
        )


def _names(shape: Shape) -> set[str]:
    return set(shape.members)


def _documented(place: BodyPlace) -> set[str]:
    return set(place.stated.schema.properties) if place.stated.schema else set()


MIRROR = Mirror(kind="error-wrapper-changed", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=1)
