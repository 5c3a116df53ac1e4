"""A response shows a body that its status forbids.

## What it means
A 204 and a 304 have no content (RFC 9110 §15.3.5, §15.4.5).

## Why it matters
A client that waits for the documented body never gets it.

## Example
    HTTP/1.1 204 No Content

    { "height": 99 }

## Fix
Remove the body, or correct the status.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC119", name="body-not-allowed", severity=Severity.WARNING)
