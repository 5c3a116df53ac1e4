"""A resource type is no longer documented.

## What it means
No page of the new version describes the type.

## Why it matters
Clients read or send objects of it.

## What it leaves alone
A page that was moved, and a type that its page describes under a new name, which is reported as a
change of it.

## Example
    { "blockType": "resource", "@odata.type": "graph.photo" }   (gone)

## Fix
If it still exists, document it again. If not, announce its end, or keep it in a version of its own.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.declarations import types_removed
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG468", name="documented-resource-removed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, types_removed)
