"""A resource block has no type.

## What it means
Its annotation has neither `@odata.type` nor `@type`.

## Why it matters
No response can refer to the resource.

## Example
    <!-- { "blockType": "resource" } -->

## Fix
Add the `@odata.type`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC125", name="resource-untyped")
