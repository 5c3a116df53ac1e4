"""An annotation comment is not closed.

## What it means
No `-->` follows, so the rest of the page is part of the comment.

## Why it matters
Nothing below it is shown or tested.

## Example
    <!-- { "blockType": "request" }

## Fix
Close the comment with `-->`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC132", name="comment-unclosed")
