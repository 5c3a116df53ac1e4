"""A block stands in a part of the page that is left out.

## What it means
`[TAGS=a]` … `[END]` is read only where the configuration asks for one of the tags.

## Why it matters
The block is not tested in this configuration.

## Example
    [TAGS=preview]

## Fix
Add the tag to `tags` in the configuration to have it tested.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC130", name="tag-excluded", severity=Severity.NOTE)
