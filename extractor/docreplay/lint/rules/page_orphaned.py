"""No page links to a page.

## What it means
No page that was checked has a link to this one, and no table of contents lists it. Links of a page
to itself do not count. Tables of contents are `toc.yml` (docfx), the `nav` of `mkdocs.yml`, which
lists all pages if it is missing, `_toc.yml`, `sidebars.js`, `docs.json` and `mint.json`, and the
toctrees of pages (Sphinx, MyST). The rule is off unless `select` or `severity` names it, and needs
a check of all pages.

Not reported: pages called `index`, `README`, `overview`, `toc`, `SUMMARY` or `_sidebar`, and those
in folders called `includes`.

## Why it matters
Readers do not find the page.

## Example
    severity = { page-orphaned = "warning" }

## Fix
Link to the page, or remove it.
"""

import re
from collections.abc import Iterator
from fnmatch import translate
from pathlib import PurePosixPath

from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.lint.site import PageFacts, SiteCheck
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.location import Location
from docreplay.model.page import PAGE_SUFFIXES, is_page_name, without_suffix

RULE = Rule(code="DOC173", name="page-orphaned", severity=Severity.NOTE, is_policy=True)

_ENTRIES = frozenset({"index", "_index", "readme", "overview", "toc", "summary"}) | {
    "_sidebar",
    "_navbar",
    "_coverpage",
}


class _Checker:
    """The pages that were seen, and those that are linked to."""

    def __init__(self, config: Config) -> None:
        self._is_asked = RULE.code in rule_filter(config).asked
        self._pages: list[str] = []
        self._linked: set[str] = set()
        self._patterns: dict[str, re.Pattern[str]] = {}

    def page(self, facts: PageFacts) -> Iterator[Finding]:
        """Take note of a page, if the rule was asked for; yield nothing."""
        if not self._is_asked:
            return iter(())
        if is_page_name(facts.page.path):
            self._pages.append(facts.page.path)
        for path in facts.links:
            if "*" in path:
                self._patterns[path] = re.compile(translate(path))
            elif path != facts.page.path:
                self._linked.update((path, *(f"{path}{suffix}" for suffix in PAGE_SUFFIXES)))
        return iter(())

    def end(self) -> Iterator[Finding]:
        """Yield the pages without a link."""
        for path in self._pages:
            parts = PurePosixPath(path)
            is_entry = parts.stem.lower() in _ENTRIES or "includes" in parts.parts[:-1]
            if path not in self._linked and not is_entry and not self._is_listed(path):
                yield RULE.at(Location(path, 1), "no page links to this page")

    def _is_listed(self, path: str) -> bool:
        """Return True if a pattern of a table of contents matches the page."""
        bare = without_suffix(path)
        return any(item.match(path) or item.match(bare) for item in self._patterns.values())


CHECK = SiteCheck(_Checker)
