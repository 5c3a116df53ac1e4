"""A value is not the required one.

## What it means
This path is compared more strictly than by default: with `mode = "exact"` the response must contain
the documented value, with a matcher (`regex`, `one-of`, `approx`) a value that it accepts.

## Why it matters
The configuration or the annotation of the response requires this value.

## Example
    "height": 48        (compared exactly; the service returns 64)

## Fix
Correct the page, have the service corrected, or compare the place less strictly.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON227", name="value-differs")
