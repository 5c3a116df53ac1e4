"""The service gives the status another reason phrase than the page.

## What it means
The status is the documented one, and the words behind it are others. Other capitals are fine, and
so is a page or a service without any words, as under HTTP/2.

## Why it matters
It hardly does: clients ignore the phrase (RFC 9110 §15.1). People who compare what they see with
the page may wonder.

## Example
    HTTP/1.1 200 OK             (the service answers 200 Fine)

## Fix
Correct the page, or leave it: this is a note.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="CON230", name="reason-differs", severity=Severity.NOTE)
