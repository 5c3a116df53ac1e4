"""A response is declared as a collection, but its body has none.

## What it means
The annotation has `isCollection`, and the body lacks the array of the collection.

## Why it matters
The elements cannot be found, so their properties are not checked.

## Example
    <!-- { "blockType": "response", "isCollection": true } -->
    { "height": 99 }

## Fix
Remove `isCollection`, name the `collectionProperty`, or correct the body.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject, json_body
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC142", name="collection-missing", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield bodies that lack the array which their annotation declares."""
    for exchange, response in subject.answered:
        annotation, body = exchange.response_annotation, json_body(response)
        if annotation is None or body is None or not annotation.is_collection:
            continue
        name = annotation.text("collectionProperty") or "value"
        value = body.value
        held = value.get(name) if isinstance(value, dict) else value
        if not isinstance(held, list):
            message = f"annotation has `isCollection`, but the body has no array `{name}`"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
