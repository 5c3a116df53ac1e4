"""A successful response is annotated with `expectError`.

## What it means
The annotation has `expectError`, and the status is below 400.

## Why it matters
The service's response is compared with an error that the page does not document.

## Example
    <!-- { "blockType": "response", "expectError": true } -->
    HTTP/1.1 200 OK

## Fix
Remove `expectError`, or correct the status.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC154", name="expect-error-wrong", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield responses with `expectError` and a status below 400."""
    for exchange, response in subject.answered:
        annotation = exchange.response_annotation
        if response.status < 400 and annotation and annotation.flag("expectError"):
            message = f"annotation has `expectError`, but the response is a {response.status}"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
