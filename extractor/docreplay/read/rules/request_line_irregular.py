"""A request line is written in a way that HTTP does not know.

## What it means
The method is missing or not in capitals, the target goes on in the next line, or an odd blank
stands in between. It was read as it is meant.

## Why it matters
A reader who copies the request gets an error.

## Example
    get /me/photo
    ?size=large

## Fix
Write `METHOD target` in one line.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC112", name="request-line-irregular", severity=Severity.NOTE)
