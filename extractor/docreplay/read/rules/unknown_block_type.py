"""An annotation names a blockType that does not exist.

## What it means
The block types are request, response, resource, example, samples, ignored, simulatedResponse,
testParams and permissions.

## Why it matters
The fence means nothing to any tool, so its request or response is not tested.

## Example
    <!-- { "blockType": "reqest", "name": "get_photo" } -->

## Fix
Write the block type that is meant.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC105", name="unknown-block-type")
