"""The content that a request expands is gone.

## What it means
The request has `$expand`, the old responses have the content of the relationship, and the new ones
do not. The reverse is reported as non-breaking.

## Why it matters
Clients that read the content get nothing.

## What it leaves alone
Relationships that the request does not expand.

## Example
    GET /users?$expand=manager      now: no "manager"

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.shape import Shape
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.presence import is_added, is_removed
from docreplay.regress.words import presence

RULE = Rule(code="REG432", name="expansion-gone", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if the content that `$expand` asks for is gone, or came back."""
    if place.name not in place.expanded:
        return
    had, has = _has_content(place.old), _has_content(place.new)
    if had and (is_removed(place) or (place.new.count and not has)):
        verdict = ChangeVerdict(change_class="breaking", page="old")
        yield _change(place, verdict, "is not expanded", "expansion-gone")
    elif has and (is_added(place) or (place.old.count and not had)):
        yield _change(place, harmless(False, True), "is expanded", "expansion-added")


def _has_content(shape: Shape) -> bool:
    return bool(shape.members or (shape.items and shape.items.count))


def _change(place: BodyPlace, verdict: ChangeVerdict, does: str, kind: str) -> Change:
    return Change(
        rule=RULE,
        kind=kind,
        what=f"{place.shown} {does}",
        verdict=verdict,
        consequence="clients that read the expanded content fail",
        old=presence(place.old, place.old_of),
        new=presence(place.new, place.new_of),
        steps=place.steps,
        status=place.status,
    )


MIRROR = Mirror(kind="expansion-added", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=3)
