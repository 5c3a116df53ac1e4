"""A member has a different default value.

## What it means
The row of a parameter, header or property states a default, and stated a different one.

## Why it matters
Requests that leave the member out have a different effect, though nothing rejects them.

## What it leaves alone
A default that only one of the versions states, and other words for the same value.

## Example
    | $top | Int32 | The number of items. The default is 20. |   (was 50)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.limits import default_changes
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG489", name="documented-default-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, default_changes)
