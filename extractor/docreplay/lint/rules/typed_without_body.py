"""A response with a type has no body.

## What it means
The annotation has an `@odata.type`, but the response has no body.

## Why it matters
The type cannot be checked.

## Example
    <!-- { "blockType": "response", "@odata.type": "graph.photo" } -->
    HTTP/1.1 204 No Content

## Fix
Remove the type, or document the body.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC157", name="typed-without-body", severity=Severity.NOTE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield responses with a type and without a body."""
    for exchange, response in subject.answered:
        annotation = exchange.response_annotation
        if annotation and annotation.type and response.body is None:
            message = f"annotation has type `{annotation.type}`, but the response has no body"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
