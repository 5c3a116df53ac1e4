"""The answer has a body where the page says that there is none.

## What it means
A 204 or 304 has no content (RFC 9110 §15.3.5, §15.4.5).

## Why it matters
Content after a 204 is taken for the beginning of the next answer.

## Example
    HTTP/1.1 204 No Content

## Fix
Correct the page, or have the service corrected: one of the two is wrong.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON206", name="body-unexpected")
