"""A request block contains more than one request.

## What it means
Only the first request is tested.

## Why it matters
The others seem to be tested, but are not.

## Example
    GET /me/photo
    GET /users/{id}/photo

## Fix
Give each request a block of its own, or annotate a list of templates as `ignored`.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DOC116", name="several-requests", severity=Severity.WARNING)
