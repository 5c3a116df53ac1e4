"""A translated page has no source any more.

## What it means
The source locale has no page of that name, and none that the stamp answers to.

## Why it matters
Readers are told of what may no longer be there, and nobody keeps the page up to date.

## Example
    docs/zh-cn/api/photo-rotate.md

## Fix
Remove the page, or move it to where its source went.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI351", name="translation-orphaned", severity=Severity.WARNING)
