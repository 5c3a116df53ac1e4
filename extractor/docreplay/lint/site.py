"""Rules about several pages: what they need of each page, and how they run."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from docreplay.config.settings import Config
from docreplay.diagnostics.registry import RuleCheck, rule_checks
from docreplay.lint.subject import PageSubject
from docreplay.model.finding import Finding
from docreplay.model.location import Range
from docreplay.model.markup.navigation import toctree_entries
from docreplay.model.page import PageId
from docreplay.model.stories.dependencies import dependencies_of


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What rules about several pages need of one page."""

    page: PageId
    names: tuple[tuple[str, Range], ...]
    """Names of requests, each with its annotation."""
    links: tuple[str, ...]
    """Project-relative paths that the page links to; one with an asterisk is a pattern."""
    requirements: tuple[tuple[str, Range, tuple[str, ...]], ...] = ()
    """Ids of requests, each with its place and the cases that its annotation requires."""


class Checker(Protocol):
    """A rule while it runs over the pages."""

    def page(self, facts: PageFacts) -> Iterator[Finding]:
        """Yield the findings on a page that the pages before it lead to."""

    def end(self) -> Iterator[Finding]:
        """Yield the findings that all pages lead to."""


@dataclass(frozen=True, slots=True)
class SiteCheck(RuleCheck):
    """The check of a rule about several pages; `start` begins a run."""

    start: Callable[[Config], Checker]


class SiteCheckers:
    """All rules about several pages, running over the pages in their order."""

    def __init__(self, config: Config) -> None:
        self._running = [check.start(config) for check in site_checks()]

    def page(self, facts: PageFacts) -> Iterator[Finding]:
        """Yield the findings on a page that the pages before it lead to."""
        for checker in self._running:
            yield from checker.page(facts)

    def end(self, *, is_whole: bool) -> Iterator[Finding]:
        """Yield the findings that all pages lead to; none if only some pages were checked."""
        for checker in self._running if is_whole else ():
            yield from checker.end()


def facts_of(subject: PageSubject) -> PageFacts:
    """Return what rules about several pages need of a page."""
    return PageFacts(
        page=subject.reading.page,
        names=tuple(
            (name, exchange.request_annotation.range)
            for exchange in subject.reading.exchanges
            if exchange.request_annotation
            for name in exchange.names
        ),
        links=tuple(dict.fromkeys((*(link.path for link in subject.links), *_listed(subject)))),
        requirements=tuple(
            (exchange.id, annotation.range, dependencies_of(annotation).requires)
            for exchange in subject.reading.exchanges
            if (annotation := exchange.request_annotation)
        ),
    )


def facts_of_contents(path: str, listed: Iterable[str]) -> PageFacts:
    """Return the facts of a table of contents that is not a page."""
    return PageFacts(page=PageId(path=path, locale="", key=path), names=(), links=tuple(listed))


def _listed(subject: PageSubject) -> Iterator[str]:
    """Yield the paths that the toctrees of a page list; one with an asterisk is a pattern."""
    for entry in toctree_entries(subject.reading.text):
        base = subject.reading.page.folder if entry.startswith("/") else subject.folder
        yield posixpath.normpath(posixpath.join(base, entry.lstrip("/")))


@cache
def site_checks() -> tuple[SiteCheck, ...]:
    """Return every check of several pages: those of the folder, then those of other packages."""
    return rule_checks("docreplay.lint.rules", SiteCheck)
