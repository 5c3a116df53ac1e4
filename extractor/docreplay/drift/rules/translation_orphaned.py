"""The source of a translated page was removed.

## What it means
The source locale has no page of that name, and no page with the stamped hash.

## Why it matters
The translation may document what no longer exists, and is not maintained.

## What it leaves alone
Pages of a tree without a source locale, and `x.md` whose source is `x/index.md`.

    docs/zh-cn/api/photo.md

whose source is `docs/en-us/api/photo/index.md`.

## Example
    docs/zh-cn/api/photo-rotate.md

## Fix
Remove the page, or move it to the new path of its source.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI351", name="translation-orphaned", severity=Severity.WARNING)
