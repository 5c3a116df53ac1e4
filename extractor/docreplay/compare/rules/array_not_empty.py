"""An array that is documented as empty has elements.

## What it means
The annotation contains `isEmpty`, and the array is empty in the example.

## Why it matters
The example documents the case without elements.

## Example
    { "value": [] }

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON216", name="array-not-empty")
