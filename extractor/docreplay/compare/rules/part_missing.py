"""The answer has fewer parts than the page shows.

## What it means
The body is of a multipart type. Its parts are compared in their order, each by its media type and,
where it is JSON, by its form; here the answer has no part any more, or has no parts at all.

## Why it matters
A client that reads the part fails.

## Example
    --batch
    Content-Type: application/json

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON229", name="part-missing")
