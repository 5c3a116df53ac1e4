"""A response names a type, but shows no body.

## What it means
The annotation has an `@odata.type`, and nothing follows the headers.

## Why it matters
Nothing of the type can be checked.

## Example
    <!-- { "blockType": "response", "@odata.type": "graph.photo" } -->
    HTTP/1.1 204 No Content

## Fix
Remove the type, or show the body.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC157", name="typed-without-body", severity=Severity.NOTE)


def check(subject: Subject) -> Iterator[Finding]:
    """Typed responses without content."""
    for exchange, response in subject.answered:
        annotation = exchange.response_annotation
        if annotation and annotation.type and response.body is None:
            message = f"the annotation names `{annotation.type}`, but the response has no body"
            yield RULE.at(annotation.range, message)


CHECK = Check(check)
