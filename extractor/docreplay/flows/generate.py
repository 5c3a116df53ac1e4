"""`docreplay generate`: write the test modules, or report which are out of date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from docreplay.cases.locales import PageCases, by_key
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.diagnostics.run_builder import RunBuilder
from docreplay.emit.exporter import ExportedFile
from docreplay.emit.exporters.pytest import module_file
from docreplay.emit.paths import packages
from docreplay.emit.rules.module_stale import RULE as STALE
from docreplay.emit.write import Change, Output, Stale, output_to
from docreplay.flows.pages.executor import spread
from docreplay.flows.pages.odd_pages import odd_pages
from docreplay.flows.pages.pages import PageReader, page_cases, slim
from docreplay.flows.pages.select import Scope, modules_of, scope_of
from docreplay.flows.pages.unmatched_patterns import PatternCheck
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.page import PageId
from docreplay.model.run import Run
from docreplay.sources.pages import files_of
from docreplay.sources.source_texts import SourceTexts
from docreplay.sources.store import PageStore

_CHUNK = 64
"""Pages, each in all its languages, whose modules another process generates at a time."""


_WHY: Mapping[Change, str] = {
    "new": "is missing",
    "changed": "is out of date",
    "left over": "no longer belongs to a page",
}


class GeneratedGroup(NamedTuple):
    """One page in several languages: what was read, and the cases and module of each."""

    readings: tuple[Reading, ...]
    pages: tuple[tuple[PageCases, ExportedFile | None], ...]


def generate(
    config: Config,
    paths: Sequence[str] = (),
    *,
    check: bool = False,
    store: PageStore | None = None,
    executor: Executor | None = None,
    progress: Progress = quiet,
) -> Run:
    """Write the test modules of the pages, or with `check` only report which are out of date.

    Given `paths`, only the modules of those pages and of their translations are written or
    removed; they have the same bytes as after generating everything. Any executor of
    `concurrent.futures` spreads the work. Raises `NothingMatched` if no page is found,
    `ConfigError` for a path that does not exist and for a file in the output folder that docreplay
    did not write.
    """
    store = store or files_of(config)
    scope = scope_of(config, store, paths)
    return generate_scope(config, scope, store, check=check, executor=executor, progress=progress)


def generate_scope(
    config: Config,
    scope: Scope,
    store: PageStore,
    *,
    check: bool = False,
    executor: Executor | None = None,
    progress: Progress = quiet,
    on_reading: Callable[[Reading], None] = lambda _: None,
    on_cases: Callable[[PageCases], None] = lambda _: None,
    on_files: Callable[[Mapping[str, str]], None] = lambda _: None,
) -> Run:
    """Do what `generate` does for pages that are already selected.

    `on_reading` and `on_cases` are called with every page (with an executor, readings lack what no
    report needs), `on_files` with the SHA-256 of each generated file.
    """
    builder = RunBuilder(config, len(scope.selected), progress, sources=SourceTexts(store))
    patterns = PatternCheck(config, store)

    def look(reading: Reading) -> None:
        on_reading(reading)
        patterns.note(reading)
        if reading.page.path in scope.selected:
            builder.reading(reading)

    def count(item: PageCases) -> None:
        on_cases(item)
        if item.cases:
            builder.count("cases", sum(scope.covers(item, case) for case in item.cases))

    with output_to(config.root / config.output, check=check) as output:
        _put(output, _groups(config, scope, store, executor), look, count)
        on_files(dict(output.digests))
        stale = _finished(output, scope)
    builder.add(odd_pages(config, store) if scope.is_whole else ())
    builder.add(patterns.findings())
    builder.add(_stale_finding(config, file) for file in stale if check)
    builder.count("stale" if check else "written", len(stale))
    return builder.run("generate")


def _finished(output: Output, scope: Scope) -> tuple[Stale, ...]:
    """Finish the generation, of all pages or of some; return what was out of date."""
    return output.finish() if scope.is_whole else output.finish_part(modules_of(scope).values())


def _put(
    output: Output,
    groups: Iterable[GeneratedGroup],
    look: Callable[[Reading], None],
    count: Callable[[PageCases], None],
) -> None:
    """Put the modules of all pages, and the packages that they are in, into the output folder."""
    for group in groups:
        for reading in group.readings:
            look(reading)
        for item, file in group.pages:
            count(item)
            if file:
                output.put(file.path, file.text, file.verify)
    for package in packages(output.digests):
        output.put(package, "")


def _stale_finding(config: Config, file: Stale) -> Finding:
    at = Location(f"{config.output}/{file.path}", 1)
    if file.change == "in the way":
        return STALE.at(at, f"will not overwrite `{file.path}`: not created by docreplay")
    return STALE.at(at, f"generated file {_WHY[file.change]}; run `docreplay generate`")


def _groups(
    config: Config, scope: Scope, store: PageStore, executor: Executor | None
) -> Iterator[GeneratedGroup]:
    """Return what is generated for each page that takes part, in the order of their keys."""
    groups = by_key(scope.taking_part)
    work = partial(_generated, PageReader(config, store), scope.source, modules_of(scope))
    if executor is None:
        return work(groups)
    return spread(executor, partial(_verified, work), groups, size=_CHUNK)


def _generated(
    read: PageReader, source: str, modules: Mapping[str, str], groups: Iterable[Sequence[PageId]]
) -> Iterator[GeneratedGroup]:
    """Generate the modules of pages; each group is one page in several languages."""
    for group in groups:
        found: list[Reading] = []
        items = page_cases(read.config, group, source=source, read=read, on_reading=found.append)
        files = tuple(
            (item, module_file(modules[item.page.path], item.cases) if item.cases else None)
            for item in items
        )
        yield GeneratedGroup(tuple(found), files)


def _verified(
    work: Callable[[Sequence[Sequence[PageId]]], Iterable[GeneratedGroup]],
    groups: Sequence[Sequence[PageId]],
) -> Iterator[GeneratedGroup]:
    """Do the work in another process, which also verifies the modules."""
    for group in work(groups):
        for _, file in group.pages:
            if file:
                file.verify()
        files = tuple((item, file and replace(file, verify=nothing)) for item, file in group.pages)
        yield GeneratedGroup(tuple(map(slim, group.readings)), files)


def nothing() -> None:
    """Verify nothing: the other process did."""
