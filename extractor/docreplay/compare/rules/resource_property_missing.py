"""Properties of the resource page are missing from the response.

## What it means
The example is not annotated as truncated, so the whole resource is expected: its JSON
representation except for `optionalProperties`. A `$select` in the request restricts that to the
selected properties, an `$expand` adds the expanded relationships. A missing property of the
example itself is an error (`property-missing`).

## Why it matters
Readers of the resource page expect the property.

## Example
    "width": "Int32"        (on the resource page; the response has no width)

## Fix
Annotate the response with `"truncated": true`, add the property to `optionalProperties` of the
resource, or correct the resource page.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON221", name="resource-property-missing", severity=Severity.WARNING)
