"""The base type of a resource type is a different one.

## What it means
The annotation `baseType`, or the text of the page, names a different base type, or none.

## Why it matters
Objects of the type are no longer objects of the old base type: they can lack what it declares, and
requests that cast to it fail.

## What it leaves alone
A page that does not say any more what no page contradicts. A base type that is put between the two,
or that a type without base type gets, is reported as non-breaking.

## Example
    "@odata.type": "graph.photo", "baseType": "graph.item"   (was graph.file)

## Fix
Keep what clients depend on, or announce the change before it takes effect.
"""

from docreplay.diff.base_types import check
from docreplay.diff.check import DiffCheck
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG485", name="documented-base-type-changed", severity=Severity.ERROR)
CHECK = DiffCheck(RULE, check)
