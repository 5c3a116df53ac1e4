"""A relationship of a resource type is no longer documented.

## What it means
The table of relationships lacks a name that it had.

## Why it matters
Clients expand it, or follow it by its path.

## What it leaves alone
A relationship that a base type has now, and one that moved to the table of properties.

## Example
    | manager | directoryObject | (no longer below "Relationships")

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.member_rules import removals
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG472", name="documented-relationship-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, removals("relationship"))
