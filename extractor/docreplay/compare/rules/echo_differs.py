"""A value that was sent does not come back.

## What it means
The request sends a value, the documented response repeats it at the same place, and the answer
has another one. Keys, times and tags are the service's own and are not compared.

## Why it matters
The change was not made, or not as the page says.

## Example
    "height": 99        (the service answers 100)

## Fix
Correct the page, or have the service corrected: one of the two is wrong. Where the service
normalizes values, ignore this code for the page.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON222", name="echo-differs")
