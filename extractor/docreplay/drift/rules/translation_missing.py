"""A page of the source locale has no translation.

## What it means
The folder of the locale has no page of that name.

## Why it matters
Readers get the page in the source language, or none.

## What it leaves alone
Pages that the configuration excludes, and locales without any page.

    docs/en-us/includes/note.md

with `exclude = ["docs/*/includes/**"]`.

## Example
    docs/zh-cn/api/photo-get.md

does not exist, but `docs/en-us/api/photo-get.md` does.

## Fix
Translate the page, or exclude it in the configuration.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI350", name="translation-missing", severity=Severity.NOTE)
