"""A response refers to a request that does not exist.

## What it means
No request above the response has that name. If none of its names is found, and the request above it
has no response yet, the two are paired.

## Why it matters
The pair may be wrong, and the test may not check what is documented.

## Example
    <!-- { "blockType": "response", "name": "get_foto" } -->

## Fix
Correct the name of the request.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC123", name="unknown-request-name", severity=Severity.WARNING)
