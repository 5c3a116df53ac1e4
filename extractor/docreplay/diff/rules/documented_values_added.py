"""Values of an enumeration are new.

## What it means
The table of the members of an enumeration, or the list of possible values of a property or
parameter, has values that it did not have.

## Why it matters
Requests may use them. In responses, clients that know the old values only may fail: whether they do
is not documented, so the class is unknown, unless the enumeration is open (`unknownFutureValue`,
"evolvable", "and more").

## What it leaves alone
Order, letter case, a list that appears or disappears as a whole, `unknownFutureValue`, and members
that repeat the values of an enumeration that changed.

## Example
    Possible values are: `open`, `closed`, `archived`.

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.values import value_changes
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG479", name="documented-values-added", severity=Severity.WARNING)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the enumerations and lists of values, once for all their values."""
    for item in value_changes(subject):
        if item.added:
            effect = classes.listed_more(item.side, is_open=item.is_open)
            yield item.change("added", "has the new", effect)


CHECK = DiffCheck(RULE, check)
