"""The content of a response is one level deeper, or higher.

## What it means
What was the whole value is a member of an object now, such as `value`, or the reverse.

## Why it matters
Clients look for all of the content at the wrong place.

## What it leaves alone
Error bodies (REG437).

## Example
    [ { "id": 1 } ]                   then
    { "value": [ { "id": 1 } ] }      now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import Shape, step_of
from docreplay.model.finding import Rule, Severity
from docreplay.model.json.map_keys import is_control_information
from docreplay.regress.change import Change, ChangeVerdict, agreement
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.types import allows_all, is_other, types_of
from docreplay.regress.words import kinds_of

RULE = Rule(code="REG430", name="wrapper-changed", severity=Severity.ERROR)
_COMMON = 0.5
"""Minimum share of the members that must be found again one level deeper."""


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if what was at a place is in a member of an object now, or the reverse."""
    is_same = types_of(place.old) == types_of(place.new) == {"object"}
    if not place.in_both or place.is_error or not (is_same or is_other(place)):
        return
    inner, outer = _wrapper(place.old, place.new), _wrapper(place.new, place.old)
    if not inner and not outer:
        return
    name = inner or outer
    does = f"is inside of `{name}`" if inner else f"is not inside of `{name}` any more"
    allowed = [allows_all(place.stated, types_of(side)) for side in (place.old, place.new)]
    if types_of(place.old) == types_of(place.new):
        documented = (
            place.stated.below(step_of(name)).is_documented if place.stated.schema else None
        )
        allowed = [documented if outer else not documented, documented if inner else not documented]
        allowed = [None, None] if documented is None else allowed
    yield Change(
        rule=RULE,
        kind="wrapper-changed",
        what=f"{place.shown} {does}",
        verdict=ChangeVerdict(change_class="breaking", page=agreement(*allowed)),
        consequence="clients look for the content at the old place",
        old=kinds_of(place.old),
        new=kinds_of(place.new),
        steps=place.steps,
        status=place.status,
    )


def _wrapper(bare: Shape, wrapped: Shape) -> str:
    """Return the name of the member of `wrapped` that is what `bare` is, or `""`."""
    own = set(_names(bare))
    for name in _names(wrapped):
        inside = wrapped.members[name]
        if name in own or inside.count < wrapped.number("object"):
            continue
        if bare.number("array") and not bare.number("object") and inside.number("array"):
            return name if _is_like(bare.items, inside.items) else ""
        found = own & set(_names(inside))
        if own and len(found) >= len(own) * _COMMON and not own & set(_names(wrapped)):
            return name
    return ""


def _is_like(one: Shape | None, other: Shape | None) -> bool:
    """Return True if elements have the same types, as far as there are elements."""
    return one is None or other is None or types_of(one) == types_of(other)


def _names(shape: Shape) -> list[str]:
    return [name for name in shape.members if not is_control_information(name)]


MIRROR = Mirror(kind="wrapper-changed", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=5)
