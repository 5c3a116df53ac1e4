"""The JSON of an annotation is not strict; it was read all the same.

## What it means
A trailing comma, a bare key, a raw line break in a string, `&quot;` for a quotation mark, a
missing comma, or a property that is there twice.

## Why it matters
Other tools reject the annotation, and with it the block; `&quot;` comes from a translation that
touched code.

## Example
    <!-- { "blockType": "request", "name": "get_photo", } -->

## Fix
Write strict JSON: remove the comma, quote the key, put back the quotation mark.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC102", name="annotation-not-strict", severity=Severity.WARNING)
