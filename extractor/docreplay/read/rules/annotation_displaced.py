"""An annotation is inside a paragraph.

## What it means
The comment is attached to text instead of being on lines of its own. It was read, because only
blank lines are between it and its code block.

## Why it matters
Tools that look for comment blocks do not see it, and machine translation moves such comments.

## Example
    Here is the request.<!-- { "blockType": "request", "name": "get_photo" } -->
    ```http

## Fix
Put the comment on a line of its own, after a blank line.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC104", name="annotation-displaced", severity=Severity.WARNING)
