"""The response has fewer parts than documented.

## What it means
The body is multipart. Its parts are compared in order, by media type and, if they are JSON, by
their schema. The response ends before the documented part, or has no parts.

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
