"""A GET, HEAD or DELETE request shows a body.

## What it means
Content in such a request has no meaning of its own (RFC 9110 §9.3.1, §9.3.5), and some proxies
drop it.

## Why it matters
The request may not do what the page says.

## Example
    GET /me/photo

    { "height": 99 }

## Fix
Remove the body, or correct the method.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC146", name="body-on-bodiless-method", severity=Severity.NOTE)


def check(subject: Subject) -> Iterator[Finding]:
    """Requests whose method has no use for content."""
    for exchange in subject.reading.exchanges:
        request = exchange.request
        if request.body and request.method in ("GET", "HEAD", "DELETE"):
            message = f"a {request.method} request has no use for a body"
            yield RULE.at(request.body.location, message)


CHECK = Check(check)
