"""A value is always null.

## What it means
Old responses have a value there, and all new ones have null. It is breaking if the page says that
the value is never null, or if it was seen so often that this is not chance; else it is unknown. The
reverse is reported as non-breaking.

## Why it matters
Clients that read the value get none.

## What it leaves alone
Values that may be null by the page.

## Example
    "displayName": null

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import nulls

RULE = Rule(code="REG424", name="value-always-null", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if all values are null that were not, or the reverse."""
    old, new = place.old.number("null"), place.new.number("null")
    if not place.in_both or (old == place.old.count) == (new == place.new.count):
        return
    allows = place.stated.allows_kind("null")
    if new == place.new.count:
        verdict = judge(
            True if allows is not None else None,
            allows,
            is_settled=place.settles(new, seen=old),
            number=place.old.count,
        )
        if verdict:
            yield _change(place, verdict, "is always null", "value-always-null")
    elif not allows:
        yield _change(place, harmless(allows, None), "is not always null", "value-not-null")


def _change(place: BodyPlace, verdict: ChangeVerdict, does: str, kind: str) -> Change:
    return Change(
        rule=RULE,
        kind=kind,
        what=f"{place.shown} {does}",
        verdict=verdict,
        consequence="clients that read the value get none",
        old=nulls(place.old),
        new=nulls(place.new),
        steps=place.steps,
        status=place.status,
    )


MIRROR = Mirror(kind="value-not-null", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=10)
