"""The heading of a link does not exist.

## What it means
The page exists, but has no such heading or anchor; case is ignored.

## Why it matters
Readers land at the top of the page and must search.

## Example
    [size](photo-get.md#siez)

## Fix
Correct the part after `#`.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from docreplay.errors import did_you_mean
from docreplay.lint.check import Check
from docreplay.lint.subject import Subject
from docreplay.model.finding import Finding, Rule, Severity

RULE = Rule(code="DOC151", name="anchor-broken", severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield broken fragments of links within the page and to other pages; tabs are skipped."""
    for link in subject.prose.links:
        path, _, fragment = unquote(link.target).partition("#")
        if not fragment or "/" in fragment or ":" in path or path.startswith(("/", "~")):
            continue
        if path and not path.endswith(".md"):
            continue
        own = subject.reading.page.path
        target = posixpath.normpath(posixpath.join(subject.folder, path)) if path else own
        anchors = subject.neighbours.anchors(target)
        if anchors is not None and fragment.lower() not in anchors:
            near = did_you_mean(fragment, anchors)
            yield RULE.at(link.range, f"`{target}` has no heading `#{fragment}`{near}")


CHECK = Check(check)
