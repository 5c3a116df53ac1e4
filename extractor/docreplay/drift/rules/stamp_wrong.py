"""The stamp of a translated page cannot be true.

## What it means
`ms.openlocfilehash` is no SHA-1 or SHA-256, `ms.sourcegitcommit` is not the whole name of a commit,
or `ms.contentlocale` is another locale than that of the folder. Where a clone of the source's
repository is given (`--source-repo`), the commit has no such page, or has it with another hash.

A commit that the clone does not have, as where pages are translated from a private twin or the
clone is shallow, is a note; so is an `ms.lasthandoff` that is no date or is in the future.

## Why it matters
Nobody can tell what the translation was made from, or who it is for.

## Example
    ms.contentlocale: ja-JP

on a page below `de-de/`.

## Fix
Correct the front matter; it is the only thing that tells a translation's source.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI354", name="stamp-wrong", severity=Severity.WARNING)
