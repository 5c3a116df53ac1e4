"""A property is missing in some objects.

## What it means
All old objects had the property, and only some of the new ones have it. It is breaking if the page
says that all have it, or if it was seen so often that this is not chance; else it is unknown. That
a property is always there now is reported as non-breaking.

## Why it matters
Clients that read the property without asking for it fail now and then.

## What it leaves alone
Properties that the page declares optional, and those of an array of which the page shows one
element.

## Example
    [ { "id": 1, "manager": "x" }, { "id": 2 } ]

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.evidence import ENOUGH
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, harmless
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.presence import sometimes
from docreplay.regress.words import presence

RULE = Rule(code="REG420", name="property-sometimes-absent", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if only some objects have a member that all had, or the reverse."""
    if not place.name or not place.in_both:
        return
    was_always, is_always = place.old.count == place.old_of, place.new.count == place.new_of
    if was_always and not is_always and (verdict := sometimes(place)):
        yield Change(
            rule=RULE,
            kind="property-sometimes-absent",
            what=f"{place.shown} may be missing",
            verdict=verdict,
            consequence="clients that read it without asking fail",
            old=presence(place.old, place.old_of),
            new=presence(place.new, place.new_of),
            steps=place.steps,
            status=place.status,
            is_absence=True,
            covers=False,
        )
    elif is_always and not was_always and place.new_of >= ENOUGH:
        yield Change(
            rule=RULE,
            kind="property-always-there",
            what=f"{place.shown} is always there",
            verdict=harmless(),
            old=presence(place.old, place.old_of),
            new=presence(place.new, place.new_of),
            steps=place.steps,
            status=place.status,
            covers=False,
        )


MIRROR = Mirror(kind="property-always-there", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=61)
