"""An annotation is not followed by a code block.

## What it means
Something other than blank lines is between the annotation and the next code block, or no code block
follows. The annotation describes nothing, and the code block counts as unannotated.

## Why it matters
The request or response is silently not tested.

## Example
    <!-- { "blockType": "request", "name": "get_photo" } -->
    Here is the request.
    ```http

## Fix
Move the annotation to the line before its code block.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC103", name="annotation-detached")
