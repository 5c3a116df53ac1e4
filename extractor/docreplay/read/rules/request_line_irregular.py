"""A request line is not written as HTTP requires.

## What it means
The method is missing or not in capitals, the target is continued on the next line, or a character
other than a space separates the two. The request was read as intended.

## Why it matters
Readers who copy the request get an error.

## Example
    get /me/photo
    ?size=large

## Fix
Write `METHOD target` on one line.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC112", name="request-line-irregular", severity=Severity.NOTE)
