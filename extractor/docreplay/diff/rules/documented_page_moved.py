"""A page moved.

## What it means
The page of an operation, type or enumeration has a different path.

## Why it matters
Links to it lead nowhere. The API did not change by it.

## What it leaves alone
Changes on the page, which their rules report.

## Example
    api/photo-get.md → api/photos/get.md

## Fix
Redirect the old path.
"""

from docreplay.diff.check import DiffCheck
from docreplay.diff.pages import check
from docreplay.model.finding import Rule, Severity

RULE = Rule(code="REG487", name="documented-page-moved", severity=Severity.NOTE)
CHECK = DiffCheck(RULE, check)
