"""A fence is never closed, or swallows another block.

## What it means
The closing marker is missing, or something stands before it in its line, so the fence goes on to
the next marker or to the end of the page.

## Why it matters
What was swallowed is shown as code, and its requests and responses are not tested.

## Example
    ```http
    GET /me/photo
    <!-- { "blockType": "response" } -->
    ```http

## Fix
Close the fence on a line of its own, with the marks that opened it.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC108", name="fence-unclosed")
