"""The response has a body where the page documents none.

## What it means
A 204 or 304 has no content (RFC 9110 §15.3.5, §15.4.5).

## Why it matters
Clients read content after a 204 as the start of the next response.

## Example
    HTTP/1.1 204 No Content

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON206", name="body-unexpected")
