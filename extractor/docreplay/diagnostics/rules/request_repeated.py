"""A request was sent again because the service asked to come back later.

## What it means
The service responded with 429 or 503 and a `Retry-After` header. docreplay waited for that time and
sent the request again; the case was judged by the last response. A request is repeated three times
at most, and one whose time is longer than a minute is not.

## Why it matters
The service limits how often it is asked. The run takes longer, and its result depends on what else
uses the service.

## What it leaves alone
A status that the page documents for the request is the response to judge.

## Example
    HTTP/1.1 429 Too Many Requests
    Retry-After: 1

## Fix
Run fewer cases at once (without `-n`), or ask for a higher limit.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="RUN503", name="request-repeated", severity=Severity.NOTE)
