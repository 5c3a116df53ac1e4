"""The response has an undocumented property.

## What it means
Neither the example nor the page of the resource contains the property. Control information is
expected everywhere.

## Why it matters
Clients ignore it; writers may want to document it.

## Example
    { "height": 99, "shape": "square" }

## Fix
Document the property, or ignore this note.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON210", name="property-undocumented", severity=Severity.NOTE)
