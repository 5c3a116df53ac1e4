"""`docreplay generate`: write the test modules, or say which are stale."""

from collections.abc import Callable, Sequence

from docreplay.cases.locales import PageCases
from docreplay.config.settings import Config
from docreplay.diagnostics.run_builder import Progress, RunBuilder, quiet
from docreplay.emit.exporters.pytest import module_file
from docreplay.emit.paths import packages
from docreplay.emit.rules.module_stale import RULE as STALE
from docreplay.emit.write import Output, Stale, output_to
from docreplay.flows.pages import page_cases
from docreplay.flows.select import Scope, modules_of, scope_of
from docreplay.flows.unmatched_patterns import PatternCheck
from docreplay.model.exchange import Reading
from docreplay.model.finding import Finding
from docreplay.model.location import Location
from docreplay.model.run import Run
from docreplay.sources.store import FileStore, PageStore, SourceTexts


def generate(
    config: Config,
    paths: Sequence[str] = (),
    *,
    check: bool = False,
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Run:
    """Write the test modules of the pages, or with `check` only report which are stale.

    Given `paths`, only the modules of those pages and of their translations are written or
    removed; they have the same bytes as after generating everything. Raises `NothingMatched` if
    there are no pages, `ConfigError` for a path that does not exist and for a file in the output
    folder that docreplay did not write.
    """
    store = store or FileStore(config.root)
    scope = scope_of(config, store, paths)
    return generate_scope(config, scope, store, check=check, progress=progress)


def generate_scope(
    config: Config,
    scope: Scope,
    store: PageStore,
    *,
    check: bool = False,
    progress: Progress = quiet,
    on_reading: Callable[[Reading], None] = lambda _: None,
    on_cases: Callable[[PageCases], None] = lambda _: None,
) -> Run:
    """Do what `generate` does for pages that are already selected."""
    tally = RunBuilder(config, len(scope.selected), progress, sources=SourceTexts(store))
    modules = modules_of(scope)
    patterns = PatternCheck(config, store)

    def look(reading: Reading) -> None:
        on_reading(reading)
        patterns.note(reading)
        if reading.page.path in scope.selected:
            tally.reading(reading)

    made = page_cases(config, scope.taking_part, store=store, source=scope.source, on_reading=look)
    with output_to(config.root / config.output, check=check) as output:
        for item in made:
            on_cases(item)
            if item.cases:
                _put_module(output, modules[item.page.path], item)
                tally.count("cases", sum(scope.covers(item, case) for case in item.cases))
        for package in packages(output.digests):
            output.put(package, "")
        stale = output.finish() if scope.is_whole else output.finish_part(modules.values())
    tally.add(patterns.findings())
    if check:
        tally.add(_stale_finding(config, file) for file in stale)
    tally.count("stale" if check else "written", len(stale))
    return tally.run("generate")


def _stale_finding(config: Config, file: Stale) -> Finding:
    at = Location(f"{config.output}/{file.path}", 1)
    if file.change == "in the way":
        return STALE.at(at, "this file is in the way: no generation wrote it, so none replaces it")
    return STALE.at(at, f"this file is {file.change}; `docreplay generate` brings it up to date")


def _put_module(output: Output, path: str, item: PageCases) -> None:
    """Write the module of a page to the output folder; `page_cases` gave it at least one case."""
    file = module_file(path, item.cases)
    output.put(file.path, file.text, file.verify)
