"""An annotation has no blockType.

## What it means
What the fence is was inferred: a request line makes a request, a status line a response, a JSON
fence with a type a resource.

## Why it matters
The inference can be wrong, and other versions of the dialect's tools refuse the block.

## Example
    <!-- { "name": "get_photo" } -->
    ```http
    GET /me/photo

## Fix
Add the blockType.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC107", name="block-type-missing", severity=Severity.WARNING)
