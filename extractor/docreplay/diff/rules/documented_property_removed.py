"""A property of a resource type is no longer documented.

## What it means
The table of properties, or the JSON of a page without a table, lacks a name that it had.

## Why it matters
Clients read it, and some also send it.

## What it leaves alone
A property that a base type has now, and one that moved to the table of relationships.

## Example
    | birthday | DateTimeOffset | (no longer below "Properties")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import removals
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG470", name="documented-property-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removals("property"))
