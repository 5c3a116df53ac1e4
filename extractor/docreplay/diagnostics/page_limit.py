"""Limits how often a rule is reported on one page, so that a hostile page cannot fill reports."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docreplay.model.finding import Finding

MOST = 1_000
"""Maximum number of findings of one rule on one page; no real page has a tenth of them."""

_Key = tuple[str, str]
"""Path and code."""


class PageLimit:
    """Counter of the findings of each rule on each page."""

    def __init__(self) -> None:
        self._seen: Counter[_Key] = Counter()
        self._first: dict[_Key, Finding] = {}

    def within(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings within the limit; the others are only counted."""
        for finding in findings:
            key = (finding.location.path, finding.code)
            self._seen[key] += 1
            if self._seen[key] <= MOST:
                yield finding
            else:
                first = self._first.setdefault(key, finding)
                if finding.severity > first.severity:
                    self._first[key] = replace(first, severity=finding.severity)

    def rest(self) -> Iterator[Finding]:
        """Yield a finding for each rule and page with more, as severe as the worst of them.

        It is of the same rule, so what selects or ignores the rule applies to it as well. Its
        message has the number, so a baseline does not accept further ones.
        """
        for key, first in self._first.items():
            number = self._seen[key] - MOST
            message = (
                f"and {number:,} more findings of this rule on this page, which are not listed"
            )
            yield replace(
                first, message=message, end=None, expected=None, actual=None, related=(), fix=None
            )
