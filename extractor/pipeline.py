"""The flows: each composes the stages for one command; no other module knows them all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import islice
from pathlib import Path

from extractor.cases.locales import PageCases, choose_source, merge
from extractor.config import Config
from extractor.emit.module import module_of
from extractor.emit.paths import module_paths, packages
from extractor.emit.rules.module_stale import RULE as STALE
from extractor.emit.verify import verify
from extractor.emit.write import Output, Stale
from extractor.errors import NothingMatched
from extractor.model.exchange import Reading
from extractor.model.finding import Finding
from extractor.model.run import Run
from extractor.model.source import Location, PageId
from extractor.read.includes import Tree
from extractor.read.pages import find_pages, load_page
from extractor.read.reading import Options, read
from extractor.tally import Progress, Tally, quiet

_CHUNK = 64
"""Pages handed to an executor at once: enough to outweigh the cost of passing them on."""


def pages(config: Config, paths: Sequence[str] = ()) -> tuple[PageId, ...]:
    """The pages of the configuration, or of `paths`.

    Raises `NothingMatched` where there is none, `ConfigError` for a path that is not there.
    """
    found = tuple(find_pages(config, paths))
    if not found:
        where = ", ".join(paths or config.docs)
        raise NothingMatched(f"no page in {where}", hint="check `docs`, `locales` and `exclude`")
    return found


def readings(
    config: Config,
    found: Iterable[PageId],
    *,
    executor: Executor | None = None,
) -> Iterator[Reading]:
    """What the pages say, in their order, one after the other: memory stays flat.

    Any `concurrent.futures` executor spreads the work; the answers are the same.
    """
    reader = partial(_read_page, config.root, options(config))
    if executor is None:
        yield from map(reader, found)
        return
    remaining = iter(found)
    while batch := tuple(islice(remaining, _CHUNK * 32)):
        yield from executor.map(reader, batch, chunksize=_CHUNK)


def options(config: Config) -> Options:
    """How the configuration wants pages read."""
    return Options(
        tree=Tree(config.root, config.docs[0] if config.docs else "."),
        tags=frozenset(tag.lower() for tag in config.tags),
        pair_ignored=config.pair_ignored,
        infer_unannotated=config.infer_unannotated,
    )


def _read_page(root: Path, how: Options, page: PageId) -> Reading:
    return read(load_page(root, page), how)


def by_key(found: Iterable[PageId]) -> tuple[tuple[PageId, ...], ...]:
    """The pages in groups that are one page in several languages, in the order of their keys."""
    groups: defaultdict[str, list[PageId]] = defaultdict(list)
    for page in found:
        groups[page.key].append(page)
    return tuple(tuple(groups[key]) for key in sorted(groups))


def page_cases(
    config: Config,
    found: Iterable[PageId],
    *,
    executor: Executor | None = None,
    on_reading: Callable[[Reading], None] = lambda _: None,
) -> Iterator[PageCases]:
    """The cases of the pages; what translations document alike is one case.

    `on_reading` sees every page as it is read, in the order of the keys.
    """
    groups = by_key(found)
    locales = {page.locale for group in groups for page in group}
    source = choose_source(locales, config.source_locale)
    ordered = (page for group in groups for page in group)
    read_pages = readings(config, ordered, executor=executor)
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
    executor: Executor | None = None,
) -> Run:
    """Writes the test modules of the pages, or with `check` only says which are stale.

    Given `paths`, only the modules of those pages are written and nothing is removed.
    """
    found = pages(config, paths)
    tally = Tally(config, len(found), progress)
    output = Output(config.root / config.output, check=check)
    modules = module_paths(found if not paths else pages(config))
    for item in page_cases(config, found, executor=executor, on_reading=tally.reading):
        if item.cases:
            put_module(output, modules[item.page.path], item)
            tally.count("cases", len(item.cases))
    for package in packages(output.digests):
        output.put(package, "")
    stale = output.finish(partial=bool(paths))
    if check:
        tally.add(_stale_finding(config, file) for file in stale)
    tally.count("stale" if check else "written", len(stale))
    return tally.run("generate")


def _stale_finding(config: Config, file: Stale) -> Finding:
    at = Location(f"{config.output}/{file.path}", 1)
    return STALE.at(at, f"this file is {file.change}; `docreplay generate` brings it up to date")


def put_module(output: Output, path: str, item: PageCases) -> None:
    """Verifies the module of a page and hands it to the output folder."""
    module = module_of(item.page, item.cases)
    if not output.is_current(path, module.source):
        verify(module.source, path, item.cases, module.constants)
    output.put(path, module.source)


def check(
    config: Config,
    paths: Sequence[str] = (),
    *,
    progress: Progress = quiet,
    executor: Executor | None = None,
) -> Run:
    """Everything that can be said about the pages without a service."""
    found = pages(config, paths)
    tally = Tally(config, len(found), progress)
    for item in page_cases(config, found, executor=executor, on_reading=tally.reading):
        tally.count("cases", len(item.cases))
    return tally.run("check")
