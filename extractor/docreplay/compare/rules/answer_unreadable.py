"""The response body cannot be parsed as the documented type.

## What it means
The page documents JSON, and the response is truncated, is not JSON, is nested too deeply, is not
in its charset, or has more than `max-response-values` values (by default 1,000,000). An annotation
that compares values may also need too many comparisons.

## Why it matters
Clients cannot parse it.

## Example
    { "height": 99        (the service sends half of it)

## Fix
Correct the service; if the service is right, correct the documented media type.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON207", name="answer-unreadable")
