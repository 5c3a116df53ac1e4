"""A status line is written in a way that HTTP does not know.

## What it means
The version or the reason phrase is missing, an odd blank stands in between, or the line is
missing altogether. The code is what counts, and it was read.

## Why it matters
Other tools reject the response.

## Example
    HTTP 201 Created

## Fix
Write `HTTP/1.1 201 Created`.
"""

from extractor.model.finding import Rule, Severity

RULE = Rule(code="DOC113", name="status-line-irregular", severity=Severity.NOTE)
