"""The type of a response is unknown.

## What it means
No resource block of the documentation has this `@odata.type`. Built-in types (such as `Edm.String`
or `stream`) need none.

## Why it matters
The body is compared with its example only.

## Example
    <!-- { "blockType": "response", "@odata.type": "graph.phoot" } -->

## Fix
Correct the name, or add the page of the resource.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.near_names import Allowance

RULE = Rule(code="DOC143", name="type-unknown", severity=Severity.WARNING)


_PRIMITIVE = frozenset(
    {
        "binary",
        "boolean",
        "date",
        "datetimeoffset",
        "double",
        "guid",
        "int32",
        "int64",
        "integer",
        "none",
        "object",
        "stream",
        "string",
    }
)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield types of responses that no page describes."""
    catalogue, allowance = subject.neighbours.catalogue, Allowance()
    for exchange, _ in subject.answered:
        annotation = exchange.response_annotation
        if annotation is None or not annotation.type or catalogue.find(annotation.type):
            continue
        bare = annotation.type.lower().removeprefix("edm.")
        if bare not in _PRIMITIVE and catalogue.resources:
            names = catalogue.near_names
            near = names.suggestion(annotation.type) if allowance.take() else ""
            message = f"unknown type `{annotation.type}`{near}"
            yield RULE.at(annotation.range, message)


CHECK = LintCheck(check)
