"""The answer has a property that no page shows.

## What it means
Neither the example nor the page of the resource knows the member. Control information is expected
anywhere.

## Why it matters
Clients ignore it; writers may want to document it.

## Example
    { "height": 99, "shape": "square" }

## Fix
Document the property, or leave it.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON210", name="property-undocumented", severity=Severity.NOTE)
