"""A scenario uses a value that was not captured.

## What it means
No earlier request of the scenario captures the value.

## Why it matters
The request cannot be made, so the scenario fails before it tests anything.

## Example
    "{item-id}": "[item-id]"

## Fix
Capture the value in an earlier request of `test-setup`, or correct the name.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN528", name="scenario-capture-missing")
