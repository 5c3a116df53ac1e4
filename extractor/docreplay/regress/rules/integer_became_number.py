"""An integer became a number with a fraction.

## What it means
All old numbers are integers, and new ones have a fraction. The reverse is reported as
non-breaking.

## Why it matters
Clients that parse an integer fail, or lose the fraction.

## What it leaves alone
Numbers that the page declares as such (`Double`, `Decimal`).

## Example
    "size": 48        then
    "size": 48.5      now

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
from docreplay.regress.words import kinds_of

RULE = Rule(code="REG422", name="integer-became-number", severity=Severity.ERROR)


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if integers became numbers with a fraction, or the reverse."""
    old, new, stated = place.old, place.new, place.stated
    was_integer = bool(old.number("integer")) and not old.number("number")
    allowed = stated.allows_kind("integer"), stated.allows_kind("number")
    if was_integer and new.number("number"):
        settled = place.settles(new.number("number"))
        verdict = judge(*allowed, is_settled=settled, number=old.count)
        if verdict:
            yield _change(place, verdict, "has a fraction", "integer-became-number")
    elif old.number("number") and new.number("integer") >= ENOUGH and not new.number("number"):
        yield _change(place, harmless(*reversed(allowed)), "is an integer", "number-became-integer")


def _change(place: BodyPlace, verdict: ChangeVerdict, does: str, kind: str) -> Change:
    return Change(
        rule=RULE,
        kind=kind,
        what=f"{place.shown} {does}",
        verdict=verdict,
        consequence="clients that parse an integer fail, or lose the fraction",
        old=kinds_of(place.old),
        new=kinds_of(place.new),
        steps=place.steps,
        status=place.status,
        covers=False,
    )


MIRROR = Mirror(kind="number-became-integer", change_class="non-breaking")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=13)
