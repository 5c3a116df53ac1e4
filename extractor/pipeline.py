"""The flows: each composes the stages for one command; no other module knows them all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TextIO

from extractor.cases.locales import PageCases, by_key, choose_source, merge
from extractor.compare.compare import schema as body_schema
from extractor.config import Config
from extractor.describing import catalogue, resources
from extractor.emit.module import module_of
from extractor.emit.paths import packages
from extractor.emit.rules.module_stale import RULE as STALE
from extractor.emit.verify import verify
from extractor.emit.write import Output, Stale, output_to
from extractor.errors import ConfigError, OutputError, did_you_mean
from extractor.model.case import Case
from extractor.model.exchange import Reading
from extractor.model.finding import Finding
from extractor.model.json import JSON
from extractor.model.run import Run, Verdict
from extractor.model.source import Location, PageId
from extractor.model.strictness import strictness_for
from extractor.neighbourhood import Neighbourhood
from extractor.parallel import spread
from extractor.read.pages import find_pages, load_page
from extractor.read.reading import Options, options_of, read
from extractor.replay.service import service_of
from extractor.running import Recorder, output_of, run
from extractor.scope import Chosen, Scope, modules_of, nothing_in, scope_of
from extractor.serve.app import application
from extractor.serve.routes import Routes
from extractor.serve.server import LOOPBACK, serve_forever
from extractor.tally import Progress, Tally, quiet

_CHUNK = 64
"""Pages handed to an executor at once: enough to outweigh the cost of passing them on."""


def pages(config: Config, paths: Sequence[str] = ()) -> tuple[PageId, ...]:
    """The pages of the configuration, or of `paths`.

    Raises `NothingMatched` where there is none, `ConfigError` for a path that is not there.
    """
    found = tuple(find_pages(config, paths))
    if not found:
        raise nothing_in(config, paths)
    return found


def readings(
    config: Config,
    found: Iterable[PageId],
    *,
    executor: Executor | None = None,
) -> Iterator[Reading]:
    """What the pages say, in their order, one after the other: memory stays flat.

    Any `concurrent.futures` executor spreads the work; the answers are the same. Raises
    `PageUnreadable` for a page that cannot be opened.
    """
    work = partial(_read_pages, config.root, options_of(config))
    return spread(executor, work, found, size=_CHUNK) if executor else work(found)


def _read_pages(root: Path, how: Options, found: Iterable[PageId]) -> Iterator[Reading]:
    return (read(load_page(root, page), how) for page in found)


def page_cases(
    config: Config,
    found: Iterable[PageId],
    *,
    source: str | None = None,
    on_reading: Callable[[Reading], None] = lambda _: None,
) -> Iterator[PageCases]:
    """The cases of the pages; what translations document alike is one case.

    `source` is the source locale where the pages are not all that there are. `on_reading` sees
    every page as it is read, in the order of the keys.
    """
    groups = by_key(found)
    if source is None:
        locales = {page.locale for group in groups for page in group}
        source = choose_source(locales, config.source_locale)
    ordered = (page for group in groups for page in group)
    read_pages = readings(config, ordered)
    for group in groups:
        together = tuple(islice(read_pages, len(group)))
        for reading in together:
            on_reading(reading)
        yield from merge(together, source, all_locales=config.all_locales)


def generate(
    config: Config,
    paths: Sequence[str] = (),
    *,
    check: bool = False,
    progress: Progress = quiet,
) -> Run:
    """Writes the test modules of the pages, or with `check` only says which are stale.

    Given `paths`, only the modules of those pages and of their translations are written or
    removed; they have the same bytes as after a generation of all. Raises `NothingMatched` where
    there is no page, `ConfigError` for a path that is not there and a file of somebody else in the
    way.
    """
    return _generate(config, scope_of(config, paths), check=check, progress=progress)


def _generate(
    config: Config,
    scope: Scope,
    *,
    check: bool = False,
    progress: Progress = quiet,
    on_cases: Callable[[PageCases], None] = lambda _: None,
) -> Run:
    """`generate` for pages that are selected already; findings and counts are those of these."""
    tally = Tally(config, len(scope.selected), progress)
    modules = modules_of(scope)

    def look(reading: Reading) -> None:
        if reading.page.path in scope.selected:
            tally.reading(reading)

    made = page_cases(config, scope.taking_part, source=scope.source, on_reading=look)
    with output_to(config.root / config.output, check=check) as output:
        for item in made:
            on_cases(item)
            if item.cases:
                _put_module(output, modules[item.page.path], item)
                tally.count("cases", sum(scope.covers(item, case) for case in item.cases))
        for package in packages(output.digests):
            output.put(package, "")
        stale = output.finish() if scope.is_whole else output.finish_part(modules.values())
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
    """Verifies the module of a page and hands it to the output folder."""
    module = module_of(item.page, item.cases)
    constants = module.constants
    output.put(path, module.source, lambda: verify(module.source, path, item.cases, constants))


def check(
    config: Config,
    paths: Sequence[str] = (),
    *,
    progress: Progress = quiet,
) -> Run:
    """Everything that can be said about the pages without a service.

    Raises `NothingMatched` where there is no page, `ConfigError` for a path that is not there.
    """
    found = pages(config, paths)
    tally = Tally(config, len(found), progress)
    around = Neighbourhood(config, find_pages(config), resources(config))

    def look(reading: Reading) -> None:
        tally.reading(reading, around.findings(reading), ran="DOC")

    for item in page_cases(config, found, on_reading=look):
        tally.count("cases", len(item.cases))
    return tally.run("check")


def test(
    config: Config,
    paths: Sequence[str] = (),
    *,
    regenerate: bool = True,
    apart: bool = False,
    arguments: Sequence[str] = (),
    output: TextIO | None = None,
    progress: Progress = quiet,
    warn: Callable[[str], None] = lambda _: None,
) -> Run:
    """Generates the tests of the pages, and runs pytest over them: the verdicts, by place.

    With `apart` the tests stand in a temporary folder, and those of the project stay as they are;
    so they do if the output folder cannot be written, which `warn` is told once. `arguments` are
    pytest's, and `output` gets its words. `progress` hears of every verdict. Raises
    `NothingMatched` where no test is left, `ConfigError` for a service that cannot be.
    """
    if config.base_url:
        service_of(config)
    scope = scope_of(config, paths)
    with _generated_tests(config, scope, check=not regenerate, apart=apart, warn=warn) as made:
        own, chosen, written = made
        found: list[Verdict] = []

        def note(verdict: Verdict) -> None:
            found.append(chosen.identified(verdict))
            progress(len(found), max(chosen.number, len(found)))

        run(Recorder(own, note), chosen.targets, arguments, output)
    verdicts = tuple(sorted(found, key=lambda verdict: (verdict.location, verdict.id)))
    counts = written.counts | ({"written": 0} if own is not config else {})
    return replace(written, command="test", verdicts=verdicts, counts=counts)


@contextmanager
def _generated_tests(
    config: Config, scope: Scope, *, check: bool, apart: bool, warn: Callable[[str], None]
) -> Iterator[tuple[Config, Chosen, Run]]:
    """Generates the tests, in a temporary folder where `apart` or the output folder asks for it.

    Yields the configuration with the output folder that the tests are in; it is `config` itself
    where that is the project's.
    """
    with output_of(config, apart=apart) as own:
        chosen = Chosen(own, scope)
        try:
            written = _generate(own, scope, check=check, on_cases=chosen.note)
        except OutputError as error:
            if apart:
                raise
            warn(f"{error}; the tests of this run are in a temporary folder")
        else:
            yield own, chosen, written
            return
    with _generated_tests(config, scope, check=check, apart=True, warn=warn) as made:
        yield made


def serve(
    config: Config,
    paths: Sequence[str] = (),
    *,
    host: str = LOOPBACK,
    port: int = 0,
    announce: Callable[[str, int], None] = lambda _url, _cases: None,
) -> None:
    """Answers as the pages say until interrupted; `announce` hears the URL and how many cases.

    Raises `NothingMatched` where there is no page, `ConfigError` for an address that cannot be.
    """
    cases = [case for item in page_cases(config, pages(config, paths)) for case in item.cases]
    for url in serve_forever(application(Routes(cases)), host, port):
        announce(url, len(cases))


def case_named(config: Config, case_id: str) -> Case:
    """The case of that id. Raises `ConfigError` with the nearest id where there is none."""
    page = case_id.partition("#")[0]
    found = pages(config)
    keys = {item.key for item in found if item.name == page}
    source = choose_source((item.locale for item in found), config.source_locale)
    near = page_cases(config, [item for item in found if item.key in keys], source=source)
    cases = {case.id: case for item in near for case in item.cases}
    if case_id not in cases:
        known = cases or [item.name for item in found]
        message = f"there is no case `{case_id}`{did_you_mean(case_id, known)}"
        raise ConfigError(message, hint="`docreplay extract` lists every id")
    return cases[case_id]


def schema(config: Config, case: Case) -> JSON:
    """The JSON Schema that the body of the case's answer is held to; None where it is no JSON."""
    strictness = strictness_for(config.compare, case.page.path, case.id)
    return body_schema(case, catalogue(config), strictness)
