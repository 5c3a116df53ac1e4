"""Values of an enumeration are gone.

## What it means
The table of the members of an enumeration, or the list of possible values of a property or
parameter, lacks values that it had.

## Why it matters
Requests of existing clients use them, and may be rejected. In responses nothing breaks: they only
become fewer.

## What it leaves alone
Order, letter case, a list that appears or disappears as a whole, `unknownFutureValue`, and members
that repeat the values of an enumeration that changed.

## Example
    Possible values are: `open`.   (was `open`, `closed`)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from collections.abc import Iterator

from docreplay.diff import classes
from docreplay.diff.check import DiffCheck, DiffSubject
from docreplay.diff.values import value_changes
from docreplay.model.api.api_change import ApiChange
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG478", name="documented-values-removed", severity=Severity.ERROR)


def check(subject: DiffSubject) -> Iterator[ApiChange]:
    """Yield the enumerations and lists of values, once for all their values."""
    for item in value_changes(subject):
        if item.removed:
            effect = classes.narrowed(item.side)
            yield item.change("removed", "no longer has the", effect)


CHECK = DiffCheck(RULE, check)
