"""A value is null where the page documents a value.

## What it means
The property is not null in any documented element, and no annotation lists it in
`nullableProperties`.

## Why it matters
A client that relies on the value fails.

## Example
    "height": 99        (the service sends null)

## Fix
Add the property to `nullableProperties`, use null in an example, or have the service corrected.
To accept null everywhere, lower the severity of this code in the configuration.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON211", name="null-value")
