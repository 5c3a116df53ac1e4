"""The same resource type is described twice.

## What it means
This page, or a different one of the same language, already has a resource block with this
`@odata.type`, which is used.

## Why it matters
The two descriptions can differ, and it is unclear which one is right.

## Example
    <!-- { "blockType": "resource", "@odata.type": "graph.photo" } --> (on two pages)

## Fix
Remove one of the blocks, or give the types different names.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.api.api_version import version_of
from docreplay.model.exchange import Resource
from docreplay.model.finding import Finding, Related, Rule, Severity

RULE = Rule(code="DOC159", name="resource-duplicate", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield types that are already described, on this page or on a different one."""
    own = subject.reading.page.key
    first: dict[str, Resource] = {}
    for resource in subject.reading.resources:
        owner = subject.neighbours.owners.get((version_of(own), resource.type), own)
        place = resource.annotation.range
        before = first.setdefault(resource.type, resource)
        if before is not resource:
            message = f"the type `{resource.type}` is described twice on this page"
            line = before.annotation.location.line
            related = Related(location=before.annotation.location, message="the first description")
            yield RULE.at(place, f"{message} (first at line {line})", related=(related,))
        elif owner != own:
            yield RULE.at(place, f"the type `{resource.type}` is already described in {owner}")


CHECK = LintCheck(check)
