"""The elements of an array have another type.

## What it means
The JSON type of the elements is one that no old element has.

## Why it matters
Clients that parse the old type fail.

## What it leaves alone
Members of elements, which are places of their own (REG421), and types that the page allows.

## Example
    "tags": ["a", "b"]                     then
    "tags": [{ "name": "a" }, …]           now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import ELEMENT
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.types import changed_types

RULE = Rule(code="REG427", name="element-type-changed", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if values have a type that no old value has."""
    if place.steps[-1:] == (ELEMENT,):
        yield from changed_types(place, RULE)


MIRROR = Mirror(kind="element-type-changed", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=12)
