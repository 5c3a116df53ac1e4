"""A resource type is new.

## What it means
No page of the old version describes the type.

## Why it matters
It is worth announcing; it breaks no client.

## What it leaves alone
Its properties, which are new with it.

## Example
    { "blockType": "resource", "@odata.type": "graph.photo" }

## Fix
Nothing is wrong; the release notes have it (`--changelog markdown`).
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.declarations import types_added
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG469", name="documented-resource-added", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, types_added)
