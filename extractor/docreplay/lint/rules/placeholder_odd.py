"""A placeholder of a request target is invalid.

## What it means
Its braces are unbalanced, it is empty, or it is an artefact of a tool (`{undefined}`).

## Why it matters
Neither readers nor the test know its value.

## Example
    GET /users/{undefined}/photo

## Fix
Give the placeholder a name: `{id}`.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.http.placeholder import placeholders
from docreplay.model.http.url_template import has_unmatched_brace

RULE = Rule(code="DOC149", name="placeholder-odd", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield placeholders without a usable name, and unmatched braces."""
    for exchange in subject.reading.exchanges:
        target = exchange.request.target
        for placeholder in placeholders(target.partition("?")[0]):
            if placeholder.names[0].strip(": ") in ("", "undefined", "null", "None"):
                message = f"invalid placeholder name `{placeholder.written}`"
                yield RULE.at(exchange.request.place, message)
        if has_unmatched_brace(target):
            yield RULE.at(exchange.request.place, "unmatched brace in the request target")


CHECK = LintCheck(check)
