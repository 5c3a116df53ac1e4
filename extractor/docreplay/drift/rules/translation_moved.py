"""The source of a translated page stands elsewhere now.

## What it means
The source locale has no page of that name, but the stamp is that of a page of another name.

## Why it matters
Links to the page's new name find no translation.

## Example
    docs/zh-cn/api/photo-get.md

whose source is `docs/en-us/api/profilephoto-get.md`.

## Fix
Give the translation the source's name.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI352", name="translation-moved", severity=Severity.WARNING)
