"""A response names a request that is not there.

## What it means
No request above the response has that name. If none of its names is there, and the request above it
has no response yet, that one is taken.

## Why it matters
The pair may be wrong, and what is tested is not what is documented.

## Example
    <!-- { "blockType": "response", "name": "get_foto" } -->

## Fix
Write the name of the request.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC123", name="unknown-request-name", severity=Severity.WARNING)
