"""The source of a translated page was moved.

## What it means
The source locale has no page of that name, but a page of a different name has the stamped hash.

## Why it matters
Links to the new name of the page do not find the translation.

## What it leaves alone
Pages without a stamp, whose source cannot be found by its hash: they are orphaned.

    docs/zh-cn/api/photo-get.md

without `ms.openlocfilehash`.

## Example
    docs/zh-cn/api/photo-get.md

whose source is `docs/en-us/api/profilephoto-get.md`.

## Fix
Give the translation the name of its source.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI352", name="translation-moved", severity=Severity.WARNING)
