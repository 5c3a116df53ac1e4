"""A value contradicts the page of its resource, though not the example.

## What it means
The answer conforms to the example that the page shows, but the page of the resource states another
type, format, enumeration or nullability for the property, or another type for the whole object.

## Why it matters
Two pages say different things, and the service agrees with one of them. Clients that are made from
the resource's page fail.

## Example
    "height": "Int32"        (on the page of the resource; the service answers "48")

## Fix
Correct the page of the resource, or the example and the service.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON220", name="resource-type-differs", severity=Severity.WARNING)
