"""A value has another JSON type than the page shows.

## What it means
A whole number fits where the page shows one, any number where it shows a fraction. Everything
else must be of the type that the examples show; several examples allow several types.

## Why it matters
A typed client cannot read the answer.

## Example
    "height": 99        (the service sends "99")

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON209", name="type-differs")
