"""The front matter lacks a required key.

## What it means
`required-front-matter` of the configuration names keys that every page must have. Pages in folders
called `includes` are exempt: they are parts of other pages.

## Why it matters
Sites take titles, descriptions and page types from there.

## Example
    required-front-matter = ["title", "description", "doc_type"]

## Fix
Add the key, or give it a value.
"""

from collections.abc import Iterator

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location

RULE = Rule(code="DOC158", name="front-matter-incomplete", severity=Severity.WARNING)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield a finding for each required key that is missing or has no value."""
    path = subject.reading.page.path
    required = subject.config.required_front_matter
    if not required or "includes" in path.split("/")[:-1]:
        return
    entries = {entry.key: entry for entry in subject.markup.front_matter}
    for key in required:
        if key not in entries:
            yield RULE.at(Location(path, 1), f"the front matter has no `{key}`")
        elif not entries[key].content:
            place = subject.markup.places.location(entries[key].value.start)
            yield RULE.at(place, f"`{key}` of the front matter is empty")


CHECK = LintCheck(check)
