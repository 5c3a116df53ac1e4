"""A block annotated as a response does not contain one.

## What it means
Its first line is not a status line (`HTTP/1.1 200 OK`), and the block is not a JSON body either.

## Why it matters
The service's response cannot be compared with anything. If the block contains a request, no
response below it is paired with a request above it.

## Example
    <!-- { "blockType": "response" } -->
    ```http
    GET /me/photo

## Fix
Start the block with the status line, or correct the `blockType`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC111", name="response-unreadable")
