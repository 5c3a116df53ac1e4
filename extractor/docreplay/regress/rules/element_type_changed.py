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

from docreplay.model.finding import Rule, Severity
from docreplay.model.shape import ELEMENT
from docreplay.model.words import any_of
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.types import is_other, type_verdict, unlike_types
from docreplay.regress.words import kinds_of

RULE = Rule(code="REG427", name="element-type-changed", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if values have a type that no old value has."""
    kinds = unlike_types(place) if place.steps[-1:] == (ELEMENT,) and place.in_both else []
    if kinds and (verdict := type_verdict(place, kinds)):
        yield Change(
            rule=RULE,
            kind=RULE.name,
            what=f"{place.shown} {'is' if is_other(place) else 'may be'} {any_of(kinds)}",
            verdict=verdict,
            consequence="clients that parse the old type fail",
            old=kinds_of(place.old),
            new=kinds_of(place.new),
            steps=place.steps,
            status=place.status,
            covers=is_other(place),
        )


MIRROR = Mirror(kind="element-type-changed", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=12)
