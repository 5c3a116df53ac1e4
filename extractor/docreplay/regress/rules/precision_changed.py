"""Numbers have another precision.

## What it means
At least three old and three new numbers are there, and all new ones have more, or fewer, decimal
digits than any old one.

## Why it matters
Clients that compare or add the numbers get other results.

## What it leaves alone
Integers that became other numbers (REG422).

## Example
    "price": 9.90      then
    "price": 9.9       now

## Fix
Document the number of digits.
"""

from collections.abc import Iterator

from docreplay.model.finding import Rule, Severity
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.check import Mirror, PlaceCheck
from docreplay.regress.place import BodyPlace

RULE = Rule(code="REG435", name="precision-changed", severity=Severity.NOTE)
_ENOUGH = 3


def check(place: BodyPlace) -> Iterator[Change]:
    """Yield a change if numbers have more, or fewer, decimal digits than any had before."""
    old, new = place.old.digits, place.new.digits
    if old is None or new is None:
        return
    numbers = min(place.old.number("number"), place.new.number("number"))
    if numbers >= _ENOUGH and (new[0] > old[1] or new[1] < old[0]):
        reason = "it depends on whether clients round, or compare texts"
        yield Change(
            rule=RULE,
            kind="precision-changed",
            what=f"{place.shown} has {_digits(new)} instead of {_digits(old)}",
            verdict=ChangeVerdict(change_class="unknown", reason=reason),
            consequence="clients that compare or add the numbers get other results",
            old=_digits(old),
            new=_digits(new),
            steps=place.steps,
            status=place.status,
            covers=False,
        )


def _digits(bounds: tuple[int, int]) -> str:
    least, most = bounds
    return f"{least} decimal digits" if least == most else f"{least} to {most} decimal digits"


MIRROR = Mirror(kind="precision-changed", change_class="unknown")
CHECK = PlaceCheck(rule=RULE, run=check, mirror=MIRROR, rank=40)
