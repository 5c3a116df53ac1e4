"""An object became a map whose names are data, or the reverse.

## What it means
The names of the members were words of the API, and are ids, dates or other data now.

## Why it matters
Clients that read members by their names find none.

## What it leaves alone
Objects that the page documents as maps. Objects without a common name, none of which the page
documents, may be maps: their properties are not reported as gone.

## Example
    "sizes": { "small": 48 }                                           then
    "sizes": { "fbab97d0-4932-4511-b675-204639209557": 48 }            now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.evidence import ENOUGH
from docreplay.model.body.shape import Shape
from docreplay.model.finding import Rule, Severity
from docreplay.model.json.map_keys import is_control_information
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import listed

RULE = Rule(code="REG429", name="object-became-map", severity=Severity.NOTE)
_SOME = 3
"""Number of new names from which objects may be maps, though an example shows others."""


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if the names of members are data now, or are words of the API now."""
    old, new = _names(place.old), _names(place.new)
    if not (place.old.number("object") and place.new.number("object")):
        return
    became_map = bool(old) and not new and place.new.entries and not place.old.entries
    became_object = bool(new) and not old and place.old.entries and not place.new.entries
    if place.stated.is_map:
        became_map = False
    if became_map or became_object or _is_like_a_map(place, old, new):
        reason = "it depends on how clients read the names"
        does = "is an object with fixed names" if became_object else "may be a map of data"
        is_against = became_object if place.stated.is_map else became_map or _is_shown(place, old)
        is_against = bool(is_against and place.stated.schema)
        yield Change(
            rule=RULE,
            kind="map-became-object" if became_object else "object-became-map",
            what=f"{place.shown} {does}",
            verdict=ChangeVerdict(
                change_class="unknown", page="old" if is_against else "", reason=reason
            ),
            consequence="clients that read members by their names fail",
            old=listed(old) or "names that are data",
            new=listed(new) or "names that are data",
            steps=place.steps,
            status=place.status,
        )


def _is_like_a_map(place: BodyPlace, old: list[str], new: list[str]) -> bool:
    """Return True if objects have no name in common, and the page documents none of the names.

    One that all of many old objects have is a word of the API.
    """
    if place.stated.is_map or not place.steps or not old or not new or set(old) & set(new):
        return False
    if _is_shown(place, new) or (_is_shown(place, old) and not _may_be_data(place, old, new)):
        return False
    parts = [*place.old.members.values(), *place.new.members.values()]
    is_alike = len({frozenset(part.kinds) for part in parts}) == 1
    number = place.old.number("object")
    is_fixed = number >= ENOUGH and all(place.old.members[name].count == number for name in old)
    return is_alike and not is_fixed


def _is_shown(place: BodyPlace, names: list[str]) -> bool:
    """Return True if the page documents one of the names."""
    return any(place.member(name).stated.is_documented for name in names)


def _may_be_data(place: BodyPlace, old: list[str], new: list[str]) -> bool:
    """Return True if an example may show data as names: more names than before, and others."""
    schema = place.stated.schema
    is_described = schema is not None and schema.resource is not None
    return not is_described and len(new) >= _SOME and len(new) > len(old)


def _names(shape: Shape) -> list[str]:
    return [name for name in shape.members if not is_control_information(name)]


MIRROR = Mirror(kind="map-became-object", change_class="unknown")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=9)
