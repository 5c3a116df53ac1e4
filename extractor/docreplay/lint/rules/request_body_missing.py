"""A request with a Content-Type has no body.

## What it means
A POST, PUT or PATCH has a Content-Type, but no body.

## Why it matters
Readers do not know what to send, and the test sends nothing.

## Example
    POST /me/photo
    Content-Type: application/json

## Fix
Document the body, or remove the header.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.http import declared_type

RULE = Rule(code="DOC147", name="request-body-missing", severity=Severity.NOTE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests with a Content-Type and without a body."""
    for exchange in subject.reading.exchanges:
        request = exchange.request
        declared = declared_type(request.headers)
        if declared and request.body is None and request.method in ("POST", "PUT", "PATCH"):
            message = f"request has Content-Type {declared}, but has no body"
            yield RULE.at(request.place, message)


CHECK = LintCheck(check)
