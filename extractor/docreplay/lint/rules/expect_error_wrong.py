"""A response says that an error is expected, and shows success.

## What it means
The annotation has `expectError`, and the status is below 400.

## Why it matters
The answer of the service is held to an error that the page does not show.

## Example
    <!-- { "blockType": "response", "expectError": true } -->
    HTTP/1.1 200 OK

## Fix
Remove `expectError`, or correct the status.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC154", name="expect-error-wrong", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Responses that announce an error and show none."""
    for exchange, response in subject.answered:
        annotation = exchange.response_annotation
        if response.status < 400 and annotation and annotation.flag("expectError"):
            message = f"the annotation says expectError, but the response is a {response.status}"
            yield RULE.at(annotation.range, message)


CHECK = Check(check)
