"""An array has elements that the page says is empty.

## What it means
The annotation says `isEmpty`, and the example shows an empty array.

## Why it matters
The example documents the case in which there is nothing.

## Example
    { "value": [] }

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON216", name="array-not-empty")
