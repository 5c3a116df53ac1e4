"""A block annotated as a request does not contain one.

## What it means
Its first line is not `METHOD target`. With `infer-unannotated`, a command of HTTPie that
sends what the page does not show, such as the content of a file, is named with a note.

## Why it matters
The request cannot be sent, so nothing is tested.

## Example
    <!-- { "blockType": "request", "name": "get_photo" } -->
    ```http
    HTTP/1.1 200 OK

## Fix
Start the block with the request line, or correct the `blockType`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC110", name="request-unreadable")
