"""The pages of a run, what they contain, and their cases: what every flow begins with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import islice

from docreplay.cases.locales import PageCases, by_key, choose_source, merge
from docreplay.config.page_patterns import PatternTable
from docreplay.config.settings import Config
from docreplay.errors import NothingMatched
from docreplay.flows.pages.executor import spread
from docreplay.model.exchange import Reading
from docreplay.model.page import Page, PageId
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.reading import options_of, read, read_with_markup
from docreplay.sources.includes import IncludedFiles
from docreplay.sources.pages import files_of, find_pages, load_page
from docreplay.sources.store import PageStore

_CHUNK = 64
"""Pages handed to an executor at once: enough to outweigh the cost of passing them on."""


def pages(
    config: Config, paths: Sequence[str] = (), *, store: PageStore | None = None
) -> tuple[PageId, ...]:
    """Return the pages of the configuration or of `paths`.

    Raises `NothingMatched` if there are none, `ConfigError` for a path that does not exist.
    """
    found = tuple(find_pages(config, store or files_of(config), paths))
    if not found:
        raise nothing_in(config, paths)
    return found


def nothing_in(config: Config, paths: Sequence[str]) -> NothingMatched:
    """Return the error that no page is selected."""
    where = ", ".join(paths or config.docs)
    return NothingMatched(f"no page in {where}", hint="check `docs`, `locales` and `exclude`")


def readings(
    config: Config,
    found: Iterable[PageId],
    *,
    store: PageStore | None = None,
    executor: Executor | None = None,
) -> Iterator[Reading]:
    """Yield what the pages contain, in their order and one at a time, so that memory stays flat.

    Any `concurrent.futures` executor spreads the work; the result is the same. Raises
    `PageUnreadable` for a page that cannot be read.
    """
    read_page = PageReader(config, store or files_of(config))
    work = partial(map, read_page)
    return spread(executor, work, found, size=_CHUNK) if executor else work(found)


class PageReader:
    """Reads pages of a store as the configuration asks; works in other processes, too."""

    def __init__(self, config: Config, store: PageStore) -> None:
        self.config, self._store = config, store
        self._options = options_of(config, IncludedFiles(store))

    def __call__(self, page: PageId) -> Reading:
        """Return what a page contains. Raise `PageUnreadable` if it cannot be read."""
        return self.read(load_page(self._store, page))

    def read(self, page: Page) -> Reading:
        """Return what a page contains whose text is known."""
        return read(page, self._options)

    def read_with_markup(self, page: Page) -> tuple[Reading, MarkupReader]:
        """Return what a page contains whose text is known, and its markup."""
        return read_with_markup(page, self._options)


def page_cases(
    config: Config,
    found: Iterable[PageId],
    *,
    store: PageStore | None = None,
    source: str | None = None,
    read: Callable[[PageId], Reading] | None = None,
    on_reading: Callable[[Reading], None] = lambda _: None,
) -> Iterator[PageCases]:
    """Yield the cases of the pages; what translations document alike is one case.

    `source` is the source locale if the pages are not all that exist. `read` reads a page, and
    `on_reading` is called with every page as it is read, in the order of the keys.
    """
    groups = by_key(found)
    if source is None:
        locales = {page.locale for group in groups for page in group}
        source = choose_source(locales, config.source_locale)
    ordered = (page for group in groups for page in group)
    excluded = PatternTable({item: item for item in config.exclude if "#" in item}, config.docs)
    read_pages = map(read, ordered) if read else readings(config, ordered, store=store)
    for group in groups:
        together = tuple(islice(read_pages, len(group)))
        for reading in together:
            on_reading(reading)
        for item in merge(together, source, all_locales=config.all_locales):
            yield _without(item, excluded)


def _without(item: PageCases, excluded: PatternTable[str]) -> PageCases:
    """Return a page's cases without those that `exclude` names by their ids."""
    kept = tuple(case for case in item.cases if not excluded.matching(item.page.path, case.id))
    return item if len(kept) == len(item.cases) else replace(item, cases=kept)


def slim(reading: Reading) -> Reading:
    """Return a reading without what no report needs, so that little is sent between processes."""
    return replace(reading, blocks=(), resources=(), text="")
