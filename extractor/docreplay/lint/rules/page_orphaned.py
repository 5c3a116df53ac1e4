"""No page links to a page.

## What it means
No page that was checked has a link to this one. Links of a page to itself do not count, and tables
of contents that are not Markdown are not read. The rule is off unless `select` or `severity` names
it, and needs a check of all pages.

Not reported: pages called `index`, `README`, `overview` or `toc`, and those in folders called
`includes`.

## Why it matters
Readers do not find the page.

## Example
    severity = { page-orphaned = "warning" }

## Fix
Link to the page, or remove it.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from docreplay.config.settings import Config
from docreplay.lint.site import PageFacts, SiteCheck
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location
from docreplay.model.page import PAGE_SUFFIXES

RULE = Rule(code="DOC173", name="page-orphaned", severity=Severity.NOTE, is_policy=True)

_ENTRIES = frozenset({"index", "_index", "readme", "overview", "toc", "summary"})


class _Checker:
    """The pages that were seen, and those that are linked to."""

    def __init__(self, _config: Config) -> None:
        self._pages: list[str] = []
        self._linked: set[str] = set()

    def page(self, facts: PageFacts) -> Iterator[Finding]:
        """Take note of a page; yield nothing."""
        self._pages.append(facts.page.path)
        for path in facts.links:
            if path != facts.page.path:
                self._linked.update((path, *(f"{path}{suffix}" for suffix in PAGE_SUFFIXES)))
        return iter(())

    def end(self) -> Iterator[Finding]:
        """Yield the pages without a link."""
        for path in self._pages:
            parts = PurePosixPath(path)
            is_entry = parts.stem.lower() in _ENTRIES or "includes" in parts.parts[:-1]
            if path not in self._linked and not is_entry:
                yield RULE.at(Location(path, 1), "no page links to this page")


CHECK = SiteCheck(_Checker)
