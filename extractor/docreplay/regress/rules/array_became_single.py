"""There is a single value where an array was, or the reverse.

## What it means
The type changed between an array and what its elements are.

## Why it matters
Clients that loop over the array, or do not, fail.

## What it leaves alone
An object around the array (REG430).

## Example
    "phones": ["1", "2"]      then
    "phones": "1"             now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import NOTHING, Shape
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.types import allows_all, types_of
from docreplay.regress.words import kinds_of

RULE = Rule(code="REG428", name="array-became-single", severity=Severity.ERROR)
_ARRAY = frozenset({"array"})


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if there is one value where an array of such was, or the reverse."""
    old, new = types_of(place.old), types_of(place.new)
    if old == _ARRAY and _is_element(place.new, place.old):
        what, kind = "is a single value instead of an array", "array-became-single"
    elif new == _ARRAY and _is_element(place.old, place.new):
        what, kind = "is an array instead of a single value", "single-became-array"
    else:
        return
    allowed = allows_all(place.stated, old), allows_all(place.stated, new)
    if verdict := judge(*allowed, is_settled=True, number=place.old.count):
        yield Change(
            rule=RULE,
            kind=kind,
            what=f"{place.shown} {what}",
            verdict=verdict,
            consequence="clients that parse the old type fail",
            old=kinds_of(place.old),
            new=kinds_of(place.new),
            steps=place.steps,
            status=place.status,
        )


def _is_element(single: Shape, array: Shape) -> bool:
    """Return True if a value could be an element of an array, as far as that has elements."""
    items = array.items or NOTHING
    types = types_of(single)
    return bool(types) and "array" not in types and (not items.count or types <= types_of(items))


MIRROR = Mirror(kind="single-became-array", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=8)
