"""A documented header is missing.

## What it means
Only headers that clients rely on are looked for: Location, ETag, Retry-After, Content-Range and
their like. Dates, lengths and ids of requests never are.

## Why it matters
A client that follows the documented Location finds none.

## Example
    Location: https://example.com/monitor/42

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON203", name="header-missing")
