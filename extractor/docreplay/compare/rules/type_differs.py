"""A value does not have the documented JSON type.

## What it means
An integer is required where the page documents one, any number where it documents a fraction. All
other values must be of the type of the examples; several examples allow several types.

## Why it matters
Typed clients cannot parse the response.

## Example
    "height": 99        (the service sends "99")

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON209", name="type-differs")
