"""An annotation has a key that the dialect does not define.

## What it means
The key has no meaning; most often it is misspelled. A key that can only be `blockType`
(`block_type`, `blokType`, or `type` with a block type as its value) is read as `blockType`.

## Why it matters
A misspelled `truncated` or `name` silently has no effect.

## Example
    <!-- { "blockType": "response", "truncate": true } -->

## Fix
Correct the key, or remove it.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC106", name="unknown-annotation-key", severity=Severity.WARNING)
