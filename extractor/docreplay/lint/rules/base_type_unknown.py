"""The base type of a resource is unknown.

## What it means
No resource block describes the type that `baseType` names.

## Why it matters
Inherited properties count as undocumented.

## Example
    <!-- { "blockType": "resource", "@odata.type": "graph.photo", "baseType": "graph.entty" } -->

## Fix
Correct the name, or add the page of the base type.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.near_names import Allowance

RULE = Rule(code="DOC160", name="base-type-unknown", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield base types that no page describes."""
    catalogue, allowance = subject.neighbours.catalogue, Allowance()
    for resource in subject.reading.resources:
        base = resource.annotation.text("baseType")
        if base and not catalogue.find(base):
            near = catalogue.near_names.suggestion(base) if allowance.take() else ""
            message = f"unknown base type `{base}`{near}"
            yield RULE.at(resource.annotation.range, message)


CHECK = LintCheck(check)
