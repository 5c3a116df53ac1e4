"""A resource block is not a JSON object.

## What it means
The JSON that describes the resource cannot be parsed, so the type is not known.

## Why it matters
Responses of this type are compared only with their example.

## Example
    { "height": "Int32"

## Fix
Correct the JSON at the reported position.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC124", name="resource-unreadable")
