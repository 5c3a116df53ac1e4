"""The source of a translated page has changed.

## What it means
The translation was made from an earlier version of the source locale's page. If that version is
available, the message has the kind of change: code, markup, typos or prose. Changes of code, markup
and typos are notes.

## Why it matters
Readers of the translation get information of an earlier version.

## What it leaves alone
Changes of blank lines, of line breaks within a paragraph, and of bullets.

    * Open the page.

where the earlier version says `- Open the page.`

## Example
    ms.openlocfilehash: 0da2aeb71fd94e446dd87e754063057d8ed6342a

where the current page has a different hash.

## Fix
Translate the changes, and update the stamp of the page.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI353", name="translation-outdated", severity=Severity.WARNING)
