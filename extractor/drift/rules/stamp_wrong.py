"""The stamp of a translated page cannot be true.

## What it means
`ms.openlocfilehash` is no SHA-1 or SHA-256, or `ms.contentlocale` is another locale than that of
the folder.

## Why it matters
Nobody can tell what the translation was made from, or who it is for.

## Example
    ms.contentlocale: ja-JP

on a page below `de-de/`.

## Fix
Correct the front matter; it is the only thing that tells a translation's source.
"""

from extractor.model.finding import Rule, Severity

RULE = Rule(code="DRI354", name="stamp-wrong", severity=Severity.WARNING)
