"""An operation returns a different type.

## What it means
The annotations of the responses name a different type, or a collection instead of one object, or
the reverse.

## Why it matters
Clients read what the old type has.

## What it leaves alone
Types of which only one version names one.

## Example
    { "blockType": "response", "@odata.type": "graph.file" }   (was graph.photo)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.responses import types
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG464", name="documented-response-type-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, types)
