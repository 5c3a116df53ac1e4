"""The JSON of an annotation has no reading.

## What it means
The comment starts with a brace, but even a forgiving reader cannot make out its members: a
quotation mark or a bracket is missing.

## Why it matters
The fence below it loses its meaning: a request is not tested, a resource is not known.

## Example
    <!-- { "blockType": "request, "name": "get_photo" } -->

## Fix
Mend the JSON at the place that the finding names.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC101", name="annotation-unreadable")
