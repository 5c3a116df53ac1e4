"""An annotation has a key that the dialect does not know.

## What it means
The key is not one of those that give a block its meaning; most often it is a slip of the pen. One
that can only mean `blockType` (`block_type`, `blokType`, or `type` with a kind of block) is read
so.

## Why it matters
A misspelled `truncated` or `name` has no effect, and nobody is told.

## Example
    <!-- { "blockType": "response", "truncate": true } -->

## Fix
Write the key that is meant, or remove it.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC106", name="unknown-annotation-key", severity=Severity.WARNING)
