"""A documented header is missing.

## What it means
Only headers that clients rely on are required: Location, ETag, Retry-After, Content-Range and
similar ones. Dates, lengths and request ids are not.

## Why it matters
A client that follows the documented Location fails.

## Example
    Location: https://example.com/monitor/42

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON203", name="header-missing")
