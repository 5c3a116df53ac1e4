"""The JSON of an annotation cannot be parsed.

## What it means
The comment starts with a brace, but even a lenient parser cannot read it: a quotation mark or a
bracket is missing.

## Why it matters
The code block below counts as unannotated: a request is not tested, a resource is not known.

## Example
    <!-- { "blockType": "request, "name": "get_photo" } -->

## Fix
Correct the JSON at the reported position.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC101", name="annotation-unreadable")
