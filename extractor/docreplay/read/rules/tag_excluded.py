"""A block is in an excluded part of the page.

## What it means
`[TAGS=a]` … `[END]` is read only if the configuration includes one of the tags.

## Why it matters
The block is not tested with this configuration.

## Example
    [TAGS=preview]

## Fix
Add the tag to `tags` in the configuration to test the block.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC130", name="tag-excluded", severity=Severity.NOTE)
