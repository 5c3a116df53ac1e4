"""A limit is a different number.

## What it means
The row of a member, or a sentence of the page, states a maximum or minimum, and stated a different
one: of a value, a length, a size, a duration or a number of items.

## Why it matters
The service rejects requests that exceed what is allowed now. More is harmless in requests;
responses with more than clients expect may break them.

## What it leaves alone
A limit that only one of the versions states, other words or units for the same limit, and members
with several limits of one kind.

## Example
    | $top | Int32 | The number of items, up to 50. |   (was 100)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.limits import limit_changes
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG488", name="documented-limit-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, limit_changes)
