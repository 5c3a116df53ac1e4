"""The reason phrase of the status differs from the documented one.

## What it means
The status is as documented, and the phrase after it differs. Case is ignored, and a page or a
response may have no phrase, as with HTTP/2.

## Why it matters
Clients ignore the phrase (RFC 9110 §15.1), but people who compare a response with the page may be
confused.

## Example
    HTTP/1.1 200 OK             (the service returns 200 Fine)

## Fix
Correct the page, or ignore this note.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON230", name="reason-differs", severity=Severity.NOTE)
