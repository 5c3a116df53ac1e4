"""A value is null where the page documents a value.

## What it means
The property is not null in any documented example of its type, on any page, and no annotation lists
it in `nullableProperties`.

A warning, since services send null for what they do not know (OData calls everything nullable
unless it says otherwise). An error where a page rules null out: the table of properties calls the
property required or not nullable, the resource has a list of `nullableProperties` without it, or
`[compare]` has `null = "refuse"`. The whole body must not be null either.

## Why it matters
A client that relies on the value fails.

## Example
    "height": 99        (the service sends null)

## Fix
Add the property to `nullableProperties`, use null in an example, or have the service corrected.
`null = "allow"` accepts null everywhere, or at a path.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON211", name="null-value", severity=Severity.WARNING)
