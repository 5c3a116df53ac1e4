"""The page annotation has a type other than `#page.annotation`.

## What it means
A comment at the end of the page looks like the page annotation, but has a different type, so it is
not read.

## Why it matters
Its suppressions and its namespace have no effect.

## Example
    <!-- { "type": "#page.photo" } -->

## Fix
Write `#page.annotation`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC131", name="page-annotation-unknown", severity=Severity.NOTE)
