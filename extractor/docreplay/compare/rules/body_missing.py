"""The response has no body, but the page documents one.

## What it means
The status is of the documented class, and the response ends after the headers.

## Why it matters
A client that reads the documented properties fails.

## Example
    { "height": 99 }        (the service sends nothing)

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON205", name="body-missing")
