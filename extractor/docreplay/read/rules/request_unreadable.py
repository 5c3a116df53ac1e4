"""A block annotated as a request does not contain one.

## What it means
Its first line is not `METHOD target`.

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
