"""A value may be null that never was.

## What it means
No old value is null, and some new ones are. It is breaking if the page says that the value is
never null, or if it was seen so often that this is not chance; else it is unknown. The reverse is
reported as non-breaking.

## Why it matters
Clients that use the value without asking fail now and then.

## What it leaves alone
Values that may be null by the page: its annotation, its tables, or an example.

## Example
    "manager": null

## Fix
Ask whether the change was meant. If it was, announce it, correct the page, and record a new
snapshot; if it was not, correct the service.
"""

from collections.abc import Iterator

from docreplay.model.body.evidence import ENOUGH
from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict, harmless, judge
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace
from docreplay.regress.words import nulls

RULE = Rule(code="REG423", name="null-appeared", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if values may be null that never were, or the reverse."""
    old, new = place.old.number("null"), place.new.number("null")
    if not place.in_both or place.old.count == old or place.new.count == new:
        return  # always null is another change
    if new and not old:
        allows = place.stated.allows_kind("null")
        known = True if place.stated.schema else None
        settled = place.settles(new)
        verdict = judge(
            known if allows is not None else None,
            allows,
            is_settled=settled,
            number=place.old.count,
        )
        if verdict:
            yield _change(place, verdict, "may be null", "null-appeared")
    elif old and not new and place.new.count >= ENOUGH:
        yield _change(place, harmless(), "is never null", "null-gone")


def _change(place: BodyPlace, verdict: ChangeVerdict, does: str, kind: str) -> Change:
    return Change(
        rule=RULE,
        kind=kind,
        what=f"{place.shown} {does}",
        verdict=verdict,
        consequence="clients that use the value without asking fail",
        old=nulls(place.old),
        new=nulls(place.new),
        steps=place.steps,
        status=place.status,
        covers=False,
    )


MIRROR = Mirror(kind="null-gone", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=11)
