"""An annotation has a `blockType` that does not exist.

## What it means
The block types are request, response, resource, example, samples, ignored, simulatedResponse,
testParams and permissions.

## Why it matters
Tools ignore the code block, so its request or response is not tested.

## Example
    <!-- { "blockType": "reqest", "name": "get_photo" } -->

## Fix
Correct the block type.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC105", name="unknown-block-type")
