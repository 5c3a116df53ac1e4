"""The JSON of an annotation is not strict.

## What it means
The annotation has a trailing comma, an unquoted key, a raw line break in a string, `&quot;` instead
of a quotation mark, a missing comma, or a duplicate key. It was read as intended.

## Why it matters
Other tools reject the annotation and ignore its code block. `&quot;` comes from a translation tool
that changed code.

## Example
    <!-- { "blockType": "request", "name": "get_photo", } -->

## Fix
Write strict JSON: remove the comma, quote the key, restore the quotation mark.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC102", name="annotation-not-strict", severity=Severity.WARNING)
