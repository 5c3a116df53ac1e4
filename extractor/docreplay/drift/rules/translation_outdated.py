"""The source of a translated page has changed.

## What it means
The version that the translation was made from is not the source locale's page of today. Where
that version is at hand, the message says what kind of change it was: code, markup, slips of the pen
or prose. Changes of code and markup are notes.

## Why it matters
Readers of the translation are told what was true of an earlier version.

## Example
    ms.openlocfilehash: 0da2aeb71fd94e446dd87e754063057d8ed6342a

where the page of today has another hash.

## Fix
Translate what changed, and stamp the page anew.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI353", name="translation-outdated", severity=Severity.WARNING)
