"""An annotation stands inside of a paragraph.

## What it means
The comment is glued to text instead of standing on lines of its own. It was read, because nothing
but blank lines follows before its fence.

## Why it matters
Tools that look at whole comment blocks do not see it; machine translation moves comments like
this.

## Example
    Here is the request.<!-- { "blockType": "request", "name": "get_photo" } -->
    ```http

## Fix
Put the comment on a line of its own, after a blank line.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC104", name="annotation-displaced", severity=Severity.WARNING)
