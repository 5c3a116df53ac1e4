"""A suppression has no reason.

## What it means
`docreplay-ignore CODE` is not followed by a reason. It works nevertheless.

## Why it matters
Later readers cannot know whether the suppression is still needed.

## Example
    <!-- docreplay-ignore duplicate-name -->

## Fix
Add a short reason: `<!-- docreplay-ignore duplicate-name the generator repeats names -->`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC134", name="suppression-unreasoned", severity=Severity.NOTE)
