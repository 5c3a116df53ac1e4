"""A block annotated as response holds no response.

## What it means
Its first line is no status line (`HTTP/1.1 200 OK`), and the block is no bare JSON body either.

## Why it matters
There is nothing to compare the service's answer with. Where the block holds a request, a response
below it is given to no request above it.

## Example
    <!-- { "blockType": "response" } -->
    ```http
    GET /me/photo

## Fix
Begin the block with the status line, or correct the blockType.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC111", name="response-unreadable")
