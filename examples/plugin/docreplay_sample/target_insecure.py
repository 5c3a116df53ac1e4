"""A request is documented with an unencrypted URL.

## What it means
The URL of the request starts with `http://`.

## Why it matters
Readers copy it, and send their credentials for everybody to read.

## Example
    GET http://api.example.com/photo

## Fix
Write `https://`.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="SMP101", name="target-insecure", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield a finding for each request with such a URL."""
    for exchange in subject.reading.exchanges:
        request = exchange.request
        if request.target.lower().startswith("http://"):
            yield RULE.at(request.location, "the URL of the request is not encrypted")


CHECK = LintCheck(check)
