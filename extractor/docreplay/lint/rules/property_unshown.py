"""A property of the table is missing in the JSON skeleton.

## What it means
The page of the resource lists the property in a table, but its JSON skeleton does not show it,
and neither does that of a base type.

On bilingual pages, the names of the source are used, here and in other rules about tables;
`docreplay drift` reports changes by a translation.

## Why it matters
Tools that read the skeleton treat the property as undocumented.

## Example
    | shape | String |        (no member `shape`)

## Fix
Add the member to the skeleton, or remove the row.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.property_tables import rows_of_properties
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.types.property_names import property_name

RULE = Rule(code="DOC145", name="property-unshown", severity=Severity.NOTE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield rows without a property in the skeleton; open types may omit any."""
    for resource in subject.reading.resources:
        kind = subject.neighbours.catalogue.find(resource.type)
        if len(subject.reading.resources) > 1 or kind is None or kind.is_open:
            return
        if not kind.properties:
            return
        known = {name.lower() for name in kind.properties}
        for table, cell in rows_of_properties(subject):
            name = property_name(cell.content)
            if name.isidentifier() and name.lower() not in known:
                message = f"property `{name}` is missing in the JSON skeleton"
                yield RULE.at(table.range(cell), message)


CHECK = LintCheck(check)
