"""A response has a body that its status does not allow.

## What it means
A response with status 204 or 304 has no content (RFC 9110 §15.3.5, §15.4.5).

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
