"""A value that was always the same is not any more.

## What it means
At least ten old strings are one word, and new ones are others. The reverse is unknown.

## Why it matters
Most clients do not notice; those that took the value for granted do.

## What it leaves alone
Values of enumerations that the page lists (REG426).

## Example
    "currency": "EUR"      in all responses, now also "USD"

## Fix
Document which values there are.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import Shape
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import listed

RULE = Rule(code="REG434", name="constant-became-variable", severity=Severity.NOTE)
_ENOUGH = 10


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if a string that was always the same is not any more, or the reverse."""
    if not place.in_both or place.stated.lists_words or place.name == "@odata.type":
        return
    was, is_ = _constant(place.old), _constant(place.new)
    if was and not is_ and (others := [word for word in place.new.words if word != was]):
        yield Change(
            rule=RULE,
            kind="constant-became-variable",
            what=f"{place.shown} is not always `{was}`",
            verdict=harmless(),
            old=was,
            new=listed(others),
            steps=place.steps,
            status=place.status,
        )
    elif is_ and not was and place.old.is_closed:
        reason = "other values may still exist"
        yield Change(
            rule=RULE,
            kind="variable-became-constant",
            what=f"{place.shown} is always `{is_}`",
            verdict=ChangeVerdict(change_class="unknown", reason=reason),
            old=listed(place.old.words),
            new=is_,
            steps=place.steps,
            status=place.status,
        )


def _constant(shape: Shape) -> str:
    """Return the word that all strings are, if there are enough of them, or `""`."""
    strings = shape.number("string")
    word = next(iter(shape.words), "")
    return word if strings >= _ENOUGH and shape.words.get(word) == strings else ""


MIRROR = Mirror(kind="variable-became-constant", change_class="unknown")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=29)
