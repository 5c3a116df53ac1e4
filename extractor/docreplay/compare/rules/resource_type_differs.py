"""A value contradicts the page of its resource, though not the example.

## What it means
The response conforms to the example, but the page of the resource declares a different type,
format, enumeration or nullability for the property, or a different type for the whole object.

## Why it matters
Two pages contradict each other, and the service agrees with one of them. Clients built from the
resource page fail.

## Example
    "height": "Int32"        (on the page of the resource; the service returns "48")

## Fix
Correct the page of the resource, or the example and the service.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON220", name="resource-type-differs", severity=Severity.WARNING)
