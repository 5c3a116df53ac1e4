"""The annotation of a collection does not declare it.

## What it means
The body has a `value` that is an array of objects, and the annotation names a type without
`isCollection`.

## Why it matters
Tools check the whole body as one object of the type.

## Example
    <!-- { "blockType": "response", "@odata.type": "graph.photo" } -->
    { "value": [ { "height": 99 } ] }

## Fix
Add `"isCollection": true`.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject, json_body
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC141", name="collection-undeclared", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield bodies that are collections, with an annotation of a single object."""
    for exchange, response in subject.answered:
        annotation, body = exchange.response_annotation, json_body(response)
        if annotation is None or body is None or not annotation.type or annotation.is_collection:
            continue
        value = body.value.get("value") if isinstance(body.value, dict) else None
        resource = subject.neighbours.catalogue.find(annotation.type)
        if resource is None or "value" in resource.properties:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            message = "body is a collection, but the annotation lacks `isCollection`"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
