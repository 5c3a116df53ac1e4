"""A value is null where the page shows one.

## What it means
No documented element shows null there, and no annotation names the property under
`nullableProperties`.

## Why it matters
A client that relies on the value fails.

## Example
    "height": 99        (the service sends null)

## Fix
Name the property under `nullableProperties`, show null in an example, or have the service
corrected. To accept nulls everywhere, lessen this code's severity in the configuration.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON211", name="null-value")
