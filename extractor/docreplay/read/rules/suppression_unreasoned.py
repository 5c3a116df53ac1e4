"""A suppression does not say why.

## What it means
`docreplay-ignore CODE` is not followed by a reason. It works all the same.

## Why it matters
Whoever reads the page later cannot tell whether the finding is still to be accepted.

## Example
    <!-- docreplay-ignore duplicate-name -->

## Fix
Say it in a few words: `<!-- docreplay-ignore duplicate-name the generator repeats names -->`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC134", name="suppression-unreasoned", severity=Severity.NOTE)
