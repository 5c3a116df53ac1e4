"""A method of a resource type is no longer listed.

## What it means
The table of methods lacks a row that it had, and the row led to the page of no operation.

## Why it matters
Clients call the method.

## What it leaves alone
Methods with a page of their own, whose operations are compared; a table that is gone as a whole.

## Example
    | archive | None | Archive the photo. | (no longer below "Methods")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its
own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.methods import removed
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG474", name="documented-method-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removed)
