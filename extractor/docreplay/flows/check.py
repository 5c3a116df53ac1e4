"""`docreplay check`: everything that is wrong with pages, found without a service."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from docreplay.cases.locales import by_key, choose_source
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.flows.pages.executor import spread
from docreplay.flows.pages.odd_pages import odd_pages
from docreplay.flows.pages.pages import nothing_in, page_cases, slim
from docreplay.flows.pages.site_index import SiteIndex
from docreplay.flows.pages.unmatched_patterns import PatternCheck
from docreplay.flows.stories.checked_paths import CheckedPaths, checked_paths, has_stories
from docreplay.flows.stories.test_params import TestParams, test_params
from docreplay.lint.rules.page_orphaned import RULE as ORPHANED
from docreplay.lint.site import PageFacts, SiteCheckers, facts_of_contents
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding, Severity
from docreplay.model.page import PageId
from docreplay.model.run import Run
from docreplay.sources.navigation import navigation
from docreplay.sources.pages import files_of, find_pages
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import PageStore

if TYPE_CHECKING:
    from docreplay.flows.stories.scenarios import ScenarioIndex

_CHUNK = 128
"""Pages, each in all its languages, that another process checks at a time."""


class CheckedPage(NamedTuple):
    """A page, what is wrong with it, and the number of cases that are tested from it."""

    reading: Reading
    findings: tuple[Finding, ...]
    cases: int
    facts: PageFacts
    scenarios: tuple[TestParams, ...]


def check(
    config: Config,
    paths: Sequence[str] = (),
    *,
    store: PageStore | None = None,
    executor: Executor | None = None,
    progress: Progress = quiet,
) -> Run:
    """Check the pages and the story files without a service.

    Any executor of `concurrent.futures` spreads the work. Raises `NothingMatched` if no page is
    found and no story file is selected, `ConfigError` for a path that does not exist.
    """
    store = store or files_of(config)
    chosen = checked_paths(config, store, paths)
    odd = tuple(odd_pages(config, store, chosen.pages)) if chosen.has_pages else ()
    found = _found(config, store, chosen.pages, odd) if chosen.has_pages else ()
    builder = RunBuilder(config, len(found), progress, sources=SourceTexts(store))
    patterns = PatternCheck(config, store)
    source = choose_source({page.locale for page in found}, config.source_locale)
    groups = by_key(found)
    scenarios = _scenario_index(config, store, source)
    site = SiteCheckers(config)
    with closing(SiteIndex(config, store, find_pages(config, store, with_includes=True))) as index:
        work = partial(_checked, config, index, source)
        for page in spread(executor, work, groups, size=_CHUNK) if executor else work(groups):
            patterns.note(page.reading)
            if scenarios:
                scenarios.note(page.reading, page.scenarios)
            findings = (*page.findings, *site.page(page.facts))
            builder.reading(page.reading, findings, ran="DOC")
            builder.count("cases", page.cases)
        for page in work(by_key(_parts(_below(config, store, chosen.pages, index), found))):
            builder.included(page.findings)
    builder.add(_orphaned(config, store, site, found))
    builder.add(site.end(is_whole=chosen.is_all))
    builder.add(odd)
    builder.add(patterns.findings())
    builder.add(_story_findings(config, store, chosen, scenarios))
    return builder.run("check")


def _scenario_index(config: Config, store: PageStore, source: str) -> "ScenarioIndex | None":
    """Return what takes in the requests of pages; None for a project without scenarios."""
    if not config.scenarios:
        return None
    from docreplay.flows.stories.scenarios import ScenarioIndex  # noqa: PLC0415  # slow to load

    return ScenarioIndex(config, store, source)


def _story_findings(
    config: Config, store: PageStore, chosen: CheckedPaths, noted: "ScenarioIndex | None"
) -> Iterator[Finding]:
    if has_stories(config):
        from docreplay.flows.stories.checked_stories import story_findings  # noqa: PLC0415  # slow

        yield from story_findings(config, store, chosen, noted)


def _found(
    config: Config, store: PageStore, paths: Sequence[str], odd: Sequence[Finding]
) -> tuple[PageId, ...]:
    """Return the selected pages; none only if an error of `odd` says that one is not read.

    Raises `NothingMatched` if there are none.
    """
    found = tuple(find_pages(config, store, paths))
    if not found and all(item.severity < Severity.ERROR for item in odd):
        raise nothing_in(config, paths)
    return found


def _orphaned(
    config: Config, store: PageStore, site: SiteCheckers, found: Iterable[PageId]
) -> Iterator[Finding]:
    """Yield what the tables of contents say about pages, if that is asked for."""
    if ORPHANED.code in rule_filter(config).asked:
        for path, listed in navigation(store, (page.path for page in found)):
            yield from site.page(facts_of_contents(path, listed))


def _below(
    config: Config, store: PageStore, paths: Sequence[str], index: SiteIndex
) -> Iterable[PageId]:
    """Return the pages at or below the paths, or all of them, and the files that pages include."""
    return find_pages(config, store, paths, with_includes=True) if paths else index.pages


def _parts(below: Iterable[PageId], found: Sequence[PageId]) -> list[PageId]:
    """Return the files that pages include: parts of pages, whose links are checked as well."""
    if not found:
        return []
    pages = {page.path for page in found}
    return [page for page in below if page.path not in pages]


def _checked(
    config: Config, site: SiteIndex, source: str, groups: Iterable[Sequence[PageId]]
) -> Iterator[CheckedPage]:
    """Check pages; each group is one page in several languages."""
    for group in groups:
        found: list[Reading] = []
        items = page_cases(config, group, source=source, read=site.read, on_reading=found.append)
        by_path = {item.page.path: item for item in items}
        for reading in found:
            cases = by_path[reading.page.path]
            findings, facts = site.checked(reading, cases.documented)
            blocks = tuple(test_params(reading)) if config.scenarios else ()
            yield CheckedPage(slim(reading), findings, len(cases.cases), facts, blocks)
