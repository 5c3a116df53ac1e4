"""A property is gone from all responses.

## What it means
The old responses have the property and no new one has it. It is breaking if the page shows it for
all responses, or if it was seen so often that its absence is not chance; else it is unknown. A
property that was added is reported as non-breaking.

## Why it matters
Clients that read the property fail, or show nothing.

## What it leaves alone
Properties that the page declares optional. One that has another name now is REG419.

## Example
    { "id": "42", "displayName": "Mia" }      then
    { "id": "42" }                            now

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.model.json.map_keys import is_control_information
from docreplay.regress.change import Change, harmless
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.presence import is_added, is_removed, removal
from docreplay.regress.words import presence

RULE = Rule(code="REG418", name="property-removed", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if no object still has a member, or if all that have it are new."""
    if is_removed(place) and (verdict := removal(place)):
        yield Change(
            rule=RULE,
            kind="property-removed",
            what=f"{place.shown} is gone",
            verdict=verdict,
            consequence="clients that read it fail",
            old=presence(place.old, place.old_of),
            new=presence(place.new, place.new_of),
            steps=place.steps,
            status=place.status,
            is_absence=True,
        )
    elif is_added(place) and _is_news(place):
        yield Change(
            rule=RULE,
            kind="property-added",
            what=f"{place.shown} was added",
            verdict=harmless(None, place.stated.is_documented or None),
            old=presence(place.old, place.old_of),
            new=presence(place.new, place.new_of),
            steps=place.steps,
            status=place.status,
        )


def _is_news(place: BodyPlace) -> bool:
    """Return True unless the page says that the member may be there or not."""
    is_expected = place.stated.is_documented and not place.stated.is_demanded
    return not is_expected and not is_control_information(place.name)


MIRROR = Mirror(kind="property-added", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=60)
