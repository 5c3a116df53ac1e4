"""A request declares a media type, but shows no body.

## What it means
A POST, PUT or PATCH names a Content-Type and has nothing to which it could apply.

## Why it matters
A reader does not know what to send; the test sends nothing.

## Example
    POST /me/photo
    Content-Type: application/json

## Fix
Show the body, or remove the header.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http import declared_type

RULE = Rule(code="DOC147", name="request-body-missing", severity=Severity.NOTE)


def check(subject: Subject) -> Iterator[Finding]:
    """Requests with a Content-Type and no content."""
    for exchange in subject.reading.exchanges:
        request = exchange.request
        declared = declared_type(request.headers)
        if declared and request.body is None and request.method in ("POST", "PUT", "PATCH"):
            message = f"the request names a Content-Type of {declared}, but has no body"
            yield RULE.at(request.place, message)


CHECK = Check(check)
