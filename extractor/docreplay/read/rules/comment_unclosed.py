"""An annotation comment is never closed.

## What it means
There is no `-->` after it, so everything to the end of the page is a comment.

## Why it matters
Nothing below it is shown or tested.

## Example
    <!-- { "blockType": "request" }

## Fix
Close the comment with `-->`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC132", name="comment-unclosed")
