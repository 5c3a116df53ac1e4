"""The answer has no body, but the page shows one.

## What it means
The status is of the documented class, and nothing follows the headers.

## Why it matters
A client that reads the documented members fails.

## Example
    { "height": 99 }        (the service sends nothing)

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON205", name="body-missing")
