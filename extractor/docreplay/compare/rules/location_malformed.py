"""The Location of an answer is no URI reference.

## What it means
It is there, but holds blanks or other letters that no URI has (RFC 9110 §10.2.2).

## Why it matters
A client cannot follow it.

## Example
    Location: not a place

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON225", name="location-malformed")
