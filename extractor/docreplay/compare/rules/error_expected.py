"""The page documents an error object, and the response contains none.

## What it means
The annotation contains `expectError`, the documented body is an `error` object with a code, and the
response body is not.

## Why it matters
Clients cannot detect the reason of the error.

## Example
    <!-- { "blockType": "response", "expectError": true } -->

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON215", name="error-expected")
