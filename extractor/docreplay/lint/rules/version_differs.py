"""A request has a different API version than its page.

## What it means
The page is in a folder named after a version, and the path of the request begins with a different
one.

## Why it matters
Readers of the stable version call the beta, or vice versa.

## Example
    docs/v1.0/api/photo-get.md: GET https://graph.example.com/beta/me/photo

## Fix
Correct the version in the request, or move the page.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.api.api_version import is_version
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.url_template import split

RULE = Rule(code="DOC148", name="version-differs", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield requests whose version differs from that of the page's folder."""
    folders = subject.reading.page.path.split("/")[:-1]
    own = {part.lower() for part in folders if is_version(part)}
    if not own:
        return
    for exchange in subject.reading.exchanges:
        called = split(exchange.request.target).path.split("/")[1]
        if is_version(called) and called.lower() not in own:
            versions = ", ".join(sorted(own))
            message = f"request has version {called}, but the page documents {versions}"
            yield RULE.at(exchange.request.place, message)


CHECK = LintCheck(check)
