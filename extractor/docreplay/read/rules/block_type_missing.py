"""An annotation has no `blockType`.

## What it means
The type of the code block was inferred: a block with a request line is a request, one with a status
line a response, and a JSON block with a declared type a resource.

## Why it matters
The inference can be wrong, and some versions of the dialect's tools reject the block.

## Example
    <!-- { "name": "get_photo" } -->
    ```http
    GET /me/photo

## Fix
Add the `blockType`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC107", name="block-type-missing", severity=Severity.WARNING)
