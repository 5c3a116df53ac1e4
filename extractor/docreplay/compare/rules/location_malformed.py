"""The Location of a response is not a URI reference.

## What it means
The value contains blanks or other characters that a URI must not contain (RFC 9110 §10.2.2).

## Why it matters
A client cannot follow it.

## Example
    Location: not a place

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON225", name="location-malformed")
