"""The target of a link does not exist.

## What it means
The target is a relative path into a folder of the documentation, and the file does not exist.

## Why it matters
Readers get an error page.

## Example
    [photo](../resources/phoot.md)

## Fix
Correct the target.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.markup import Link

RULE = Rule(code="DOC150", name="link-broken", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield relative links to missing pages in folders of the documentation."""
    for link in subject.prose.links:
        path = unquote(link.target.partition("#")[0].partition("?")[0])
        if not path.endswith(".md") or ":" in path or path.startswith(("/", "~")):
            continue
        target = posixpath.normpath(posixpath.join(subject.folder, path))
        if not subject.neighbours.holds(posixpath.dirname(target)):
            continue
        if not subject.neighbours.exists(target):
            yield _broken(subject, link, target)


def _broken(subject: Subject, link: Link, target: str) -> Finding:
    """Return the finding; a note if only the case differs, which some sites ignore."""
    spelled = subject.neighbours.spelled.get(target.lower())
    if spelled:
        message = f"the page is called `{spelled}`; the link is broken on case-sensitive sites"
        return RULE.at(link.range, message, severity=Severity.NOTE)
    return RULE.at(link.range, f"link target `{target}` does not exist")


CHECK = Check(check)
