"""A code block is not closed, or contains another block.

## What it means
The closing fence is missing or not at the start of its line, so the code block extends to the next
fence or to the end of the page.

## Why it matters
The blocks inside are shown as code, and their requests and responses are not tested.

## Example
    ```http
    GET /me/photo
    <!-- { "blockType": "response" } -->
    ```http

## Fix
Close the code block on a line of its own, with the same characters that open it.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC108", name="fence-unclosed")
