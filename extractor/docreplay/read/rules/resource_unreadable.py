"""A resource block holds no JSON object.

## What it means
The skeleton of the resource has no reading, so the type is not known.

## Why it matters
Responses of this type are compared with their example alone.

## Example
    { "height": "Int32"

## Fix
Mend the JSON at the place that the finding names.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="DOC124", name="resource-unreadable")
