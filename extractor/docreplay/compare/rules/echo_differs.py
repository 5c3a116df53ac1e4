"""A value is not returned as it was sent.

## What it means
The request sends a value, the documented response repeats it at the same path, and the response
contains a different one. The service chooses keys, times and tags, so they are not compared.

## Why it matters
The change was not made, or not as documented.

## Example
    "height": 99        (the service returns 100)

## Fix
Correct the page, or have the service corrected: one of the two is wrong. Where the service
normalizes values, ignore this code for the page.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON222", name="echo-differs")
