"""A status line is not written as HTTP requires.

## What it means
The version or the reason phrase is missing, a character other than a space separates the parts, or
the whole line is missing; the status code was read nevertheless. Or the code is invalid: codes
range from 100 to 599 (RFC 9110 §15), and those below 200 are interim responses, which are not
tested.

## Why it matters
Other tools reject the response.

## Example
    HTTP 201 Created

## Fix
Write `HTTP/1.1 201 Created`. Document the final response instead of an interim one.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC113", name="status-line-irregular", severity=Severity.NOTE)
