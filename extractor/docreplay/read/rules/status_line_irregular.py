"""A status line is written in a way that HTTP does not know.

## What it means
The version or the reason phrase is missing, an odd blank or none stands in between, or the line is
missing altogether. The code is what counts, and it was read. One outside of 100 to 599 is none of
HTTP's (RFC 9110 §15); below 200 it is no final answer, and makes no test.

## Why it matters
Other tools reject the response.

## Example
    HTTP 201 Created

## Fix
Write `HTTP/1.1 201 Created`. Document the final answer in place of an interim one.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC113", name="status-line-irregular", severity=Severity.NOTE)
