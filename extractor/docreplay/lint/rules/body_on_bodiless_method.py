"""A GET, HEAD or DELETE request has a body.

## What it means
Content of such a request has no defined semantics (RFC 9110 §9.3.1, §9.3.5), and some proxies drop
it.

## Why it matters
The request may not work as documented.

## Example
    GET /me/photo

    { "height": 99 }

## Fix
Remove the body, or correct the method.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC146", name="body-on-bodiless-method", severity=Severity.NOTE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests with a body whose method has none."""
    for exchange in subject.reading.exchanges:
        request = exchange.request
        if request.body and request.method in ("GET", "HEAD", "DELETE"):
            message = f"a {request.method} request must not have a body"
            yield RULE.at(request.body.location, message)


CHECK = LintCheck(check)
