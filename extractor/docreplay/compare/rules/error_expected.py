"""The page documents an error, and the answer holds none.

## What it means
The annotation says `expectError`, the page shows an `error` object with a code, and the body of the
answer has none.

## Why it matters
Clients cannot tell what went wrong.

## Example
    <!-- { "blockType": "response", "expectError": true } -->

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON215", name="error-expected")
