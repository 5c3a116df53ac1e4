"""The answer lacks properties that the page of the resource shows.

## What it means
The example is not annotated as truncated, so the whole resource is expected: what its JSON
representation shows, but for `optionalProperties`. A `$select` in the request narrows that to the
selected properties, an `$expand` adds the expanded relationships. A property that the example
itself shows is an error of its own (`property-missing`).

## Why it matters
A reader of the page of the resource expects the property here.

## Example
    "width": "Int32"        (on the page of the resource; the answer has no width)

## Fix
Annotate the response with `"truncated": true`, list the property among the `optionalProperties` of
the resource, or correct the page of the resource.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON221", name="resource-property-missing", severity=Severity.WARNING)
