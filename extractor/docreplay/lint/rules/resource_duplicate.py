"""Two pages describe the same resource type.

## What it means
A page of the same language already has a resource block with this `@odata.type`, which is used.

## Why it matters
The two descriptions can differ, and it is unclear which one is right.

## Example
    <!-- { "blockType": "resource", "@odata.type": "graph.photo" } --> (on two pages)

## Fix
Remove one of the blocks, or give the types different names.
"""

from collections.abc import Iterator

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject, version_of
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC159", name="resource-duplicate", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield types that are already described, on this page or on a different one."""
    own = subject.reading.page.key
    seen: set[str] = set()
    for resource in subject.reading.resources:
        owner = subject.neighbours.owners.get((version_of(own), resource.type), own)
        again = resource.type in seen or owner != own
        seen.add(resource.type)
        if again:
            message = f"the type `{resource.type}` is described in {owner} already"
            yield RULE.at(resource.annotation.range, message)


CHECK = Check(check)
