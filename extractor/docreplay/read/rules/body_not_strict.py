"""The JSON that a page shows is not strict JSON.

## What it means
A trailing comma, a comment, a bare key, a raw line break in a string or `...` for members that
were left out. It was read as it is meant; after `...` more members are expected.

## Why it matters
A reader who copies it gets an error.

## Example
    {
      "height": 99,
    }

## Fix
Write strict JSON, and say `truncated` in the annotation where members are left out.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC117", name="body-not-strict", severity=Severity.WARNING)
