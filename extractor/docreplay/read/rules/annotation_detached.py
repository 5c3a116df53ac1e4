"""No fence follows an annotation.

## What it means
Between the annotation and the next fence stands something else than blank lines, or there is no
further fence. So the annotation describes nothing, and the fence is unannotated.

## Why it matters
The request or response is not tested, and nobody notices.

## Example
    <!-- { "blockType": "request", "name": "get_photo" } -->
    Here is the request.
    ```http

## Fix
Move the annotation to the line before its fence.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC103", name="annotation-detached")
