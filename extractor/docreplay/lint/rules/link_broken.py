"""A link leads to a page that is not there.

## What it means
The target is relative, lies in a folder of the documentation, and there is no such file.

## Why it matters
Readers end on an error page.

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
    """Relative links to Markdown files in folders that hold pages."""
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
    """Some sites ignore case in paths, so a link that is right but for case is a note."""
    spelled = subject.neighbours.spelled.get(target.lower())
    if spelled:
        message = f"the page is called `{spelled}`; where case counts, this link is broken"
        return RULE.at(link.range, message, severity=Severity.NOTE)
    return RULE.at(link.range, f"there is no page `{target}`")


CHECK = Check(check)
