"""A resource is based on a type that no page describes.

## What it means
Its `baseType` names a type for which there is no resource block.

## Why it matters
The properties that it inherits are taken for undocumented.

## Example
    <!-- { "blockType": "resource", "@odata.type": "graph.photo", "baseType": "graph.entty" } -->

## Fix
Correct the name, or add the page of the base type.
"""

from collections.abc import Iterator

from docreplay.errors import did_you_mean
from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC160", name="base-type-unknown", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Base types that the catalogue does not know."""
    catalogue = subject.neighbours.catalogue
    for resource in subject.reading.resources:
        base = resource.annotation.text("baseType")
        if base and not catalogue.find(base):
            near = did_you_mean(base, catalogue.resources)
            message = f"no page describes the base type `{base}`{near}"
            yield RULE.at(resource.annotation.range, message)


CHECK = Check(check)
