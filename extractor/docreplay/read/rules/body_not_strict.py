"""A documented body is not strict JSON.

## What it means
The body has a trailing comma, a comment, an unquoted key, a raw line break in a string, three
quotation marks around one, or `...` instead of members. It was read as intended; `...` allows
further members.

## Why it matters
Readers who copy it get an error.

## Example
    {
      "height": 99,
    }

## Fix
Write strict JSON, and use `truncated` in the annotation if members are omitted.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC117", name="body-not-strict", severity=Severity.WARNING)
