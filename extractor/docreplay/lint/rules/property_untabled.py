"""A property of the JSON skeleton is missing in the property table.

## What it means
The page of the resource lists its properties in a table and in a JSON skeleton; this one is in the
skeleton only, and not in the tables of its base types. A note behind a name in the table, such as
`(deprecated)`, does not matter. Types that are declared as open (`openType`) are skipped.

## Why it matters
Readers do not learn what the property means.

## Example
    { "shape": "String" }        (no row `shape`)

## Fix
Add a row to the table, or remove the member.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.property_tables import described, property_tables
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.types.resource_skeleton import members_of

RULE = Rule(code="DOC144", name="property-untabled", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield properties of the skeleton without a row; open types may have any.

    Pages with several resources are skipped.
    """
    for resource in subject.reading.resources:
        kind = subject.neighbours.catalogue.find(resource.type)
        is_open = resource.annotation.flag("openType") or (kind is not None and kind.is_open)
        if len(subject.reading.resources) > 1 or is_open:
            return
        tables = property_tables(subject)
        if not tables:
            return
        inherited = {name.lower() for name in kind.tabled} if kind else set()
        names = described(tables) | inherited
        for name in (member.name for member in members_of(resource)):
            if name.lower() not in names and "@" not in name:
                place = resource.block.text.text.find(f'"{name}"')
                message = f"property `{name}` is missing in the property table"
                yield RULE.at(
                    resource.block.text.range(max(place, 0), place + len(name) + 2), message
                )


CHECK = LintCheck(check)
