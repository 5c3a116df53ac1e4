"""A request calls another version than its page is about.

## What it means
The page stands in a folder named for a version, and the path of the request begins with another
one.

## Why it matters
A reader of the stable version is led to call the beta, or the reverse.

## Example
    docs/v1.0/api/photo-get.md: GET https://graph.example.com/beta/me/photo

## Fix
Correct the version in the request, or move the page.
"""

import re
from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.url_template import split

RULE = Rule(code="DOC148", name="version-differs", severity=Severity.WARNING)


_VERSION = re.compile(r"v\d+(\.\d+)?|beta", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Requests whose first path segment is a version other than that of the page's folders."""
    folders = subject.reading.page.path.split("/")[:-1]
    own = {part.lower() for part in folders if _VERSION.fullmatch(part)}
    if not own:
        return
    for exchange in subject.reading.exchanges:
        called = split(exchange.request.target).path.split("/")[1]
        if _VERSION.fullmatch(called) and called.lower() not in own:
            message = f"the request calls {called}, the page is about {', '.join(sorted(own))}"
            yield RULE.at(exchange.request.place, message)


CHECK = Check(check)
