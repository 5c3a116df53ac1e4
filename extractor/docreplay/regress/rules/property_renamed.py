"""A property has another name.

## What it means
A property is gone, and one of the same shape and a similar name is there instead, which was not
there before. The reverse is a renaming, too. So is one of a different type, if no other
property that is gone or was added has a similar name.

## Why it matters
Clients that read the old name fail, although the value is still there.

## What it leaves alone
Properties of other types whose names are not similar, or similar to several: they are some that are
gone and some that were added (REG418).

## Example
    { "mail": "mia@example.com" }       then
    { "email": "mia@example.com" }      now

## Fix
Ask whether the change was meant. If it was, announce it, and send both names for a while.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from docreplay.model.body.shape import step_of
from docreplay.model.body.shape_inclusion import included
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.presence import is_added, is_removed, removal
from docreplay.regress.types import types_of
from docreplay.regress.words import presence

RULE = Rule(code="REG419", name="property-renamed", severity=Severity.ERROR)
_ALIKE = 0.5
"""Minimum similarity of two names, unless what they contain says more than a scalar does."""
_NEARLY = 0.7
"""Minimum similarity of two names whose values have different types."""
_TELLING = frozenset({"array", "object"})


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change for each member that is gone while one of equal shape is there instead."""
    if not (place.old.number("object") and place.new.number("object")):
        return
    names = sorted({*place.old.members, *place.new.members})
    parts = [place.member(name) for name in names]
    added = [part for part in parts if is_added(part)]
    removed = [part for part in parts if is_removed(part)]
    for gone in removed:
        fitting = [part for part in added if _is_alike(gone, part)]
        fitting = fitting or _retyped(gone, removed, added)
        verdict = removal(gone)
        if not fitting or verdict is None:
            continue
        best = max(fitting, key=lambda part: _similarity(gone.name, part.name))
        added.remove(best)
        page = verdict.page
        if best.stated.is_documented:
            page = "new" if not gone.stated.is_documented else "both"
        yield Change(
            rule=RULE,
            kind="property-renamed",
            what=f"{gone.shown} is gone, and {_replacement(gone, best)} is there instead",
            verdict=replace(verdict, page=page),
            consequence="clients that read the old name fail",
            old=f"{gone.name}, {presence(gone.old, gone.old_of)}",
            new=f"{best.name}, {presence(best.new, best.new_of)}",
            steps=gone.steps,
            also=((*place.steps, step_of(best.name)),),
            status=place.status,
            is_absence=True,
        )


def _replacement(gone: BodyPlace, best: BodyPlace) -> str:
    """Return a new member in words: its shape, or its type if that is a different one."""
    if _is_alike(gone, best):
        return f"`{best.name}` of the same shape"
    types = ", ".join(sorted(types_of(best.new)))
    return f"the similar `{best.name}` of a different shape" + (f" ({types})" if types else "")


def _retyped(gone: BodyPlace, removed: list[BodyPlace], added: list[BodyPlace]) -> list[BodyPlace]:
    """Return the new member of a different shape whose name is similar to that of no other."""
    found = [part for part in added if _is_same_word(gone.name, part.name)]
    if len(found) != 1:
        return []
    others = [part for part in removed if _is_same_word(part.name, found[0].name)]
    return found if others == [gone] else []


def _is_alike(gone: BodyPlace, added: BodyPlace) -> bool:
    """Return True if a new member may be an old one under another name."""
    old, new = gone.old, added.new
    if types_of(old) != types_of(new) or included(new, old) or included(old, new):
        return False
    is_telling = bool(types_of(old) & _TELLING or (old.formats and old.formats == new.formats))
    return is_telling or _similarity(gone.name, added.name) >= _ALIKE


def _is_same_word(one: str, other: str) -> bool:
    """Return True if one name is the other with an addition, or nearly the other."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    is_part = len(short) > 2 and (long.startswith(short) or long.endswith(short))
    return is_part or _similarity(one, other) >= _NEARLY


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


MIRROR = Mirror(kind="property-renamed", change_class="breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=20)
