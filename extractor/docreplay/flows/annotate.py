"""`docreplay annotate`: write the annotations into pages that inference finds by itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from docreplay.annotate.names import folded
from docreplay.annotate.plan import DIFFERENT, AnnotationPlan, Obstacle, Planner, Unannotated
from docreplay.annotate.verify import differing
from docreplay.cases.locales import by_key, choose_source
from docreplay.config.settings import Config
from docreplay.diagnostics.progress import Progress, quiet
from docreplay.errors import PageUnreadable
from docreplay.flows.pages.pages import PageReader, nothing_in
from docreplay.model.api.api_version import naming_scope
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.location import Location
from docreplay.model.markup.text_fixes import applied
from docreplay.model.page import Page, PageId
from docreplay.model.translation import ChangedPage
from docreplay.sources.pages import files_of, find_pages, load_page
from docreplay.sources.store import PageStore

_MAX_ROUNDS = 10
_ANNOTATION = re.compile(r"block[_-]?type", re.IGNORECASE)
_FORMATS: dict[str, Obstacle] = {"mdx": "MDX has no HTML comments"}
Names = dict[tuple[str, str], list[str]]
"""Names of requests by method and target, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedPage:
    """A page with the exchanges that were annotated, and those that were not."""

    change: ChangedPage | None
    """The page before and after; None if nothing changes."""
    named: tuple[tuple[Exchange, str], ...] = ()
    """The annotated exchanges with the names of their requests."""
    left: tuple[Unannotated, ...] = ()


def annotated_pages(
    config: Config,
    paths: Sequence[str] = (),
    *,
    store: PageStore | None = None,
    progress: Progress = quiet,
) -> Iterator[AnnotatedPage]:
    """Yield the pages with annotations for what inference finds on them; nothing is written.

    A translation gets the names of its source page. Read without inference, an annotated page has
    the exchanges that were inferred. Raises `NothingMatched` if no page is found, `ConfigError`
    for a path that does not exist.
    """
    store = store or files_of(config)
    selected = tuple(find_pages(config, store, paths, with_includes=True))
    if not selected:
        raise nothing_in(config, paths)
    annotator = _Annotator(config, store)
    for done, page in enumerate(selected, 1):
        yield from annotator.annotated(page)
        progress(done, len(selected))


class _TakenNames:
    """Names of requests, by the folders in which they must differ (see `request-name-shared`)."""

    def __init__(self) -> None:
        self._owners: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def note(self, page: PageId, names: Iterable[str]) -> None:
        """Take in names of a page; the first page of a name owns it."""
        for name in names:
            self._owners[naming_scope(page)].setdefault(folded(name), page.path)

    def by_others(self, page: PageId) -> frozenset[str]:
        """Return the names that requests of other pages have."""
        known = self._owners[naming_scope(page)]
        return frozenset(name for name, path in known.items() if path != page.path)


class _Annotator:
    """Annotates pages; the names of a source page are determined once for its translations."""

    def __init__(self, config: Config, store: PageStore) -> None:
        self._store = store
        self._infer = PageReader(replace(config, infer_unannotated=True), store)
        self._state = PageReader(replace(config, infer_unannotated=False), store)
        every = tuple(find_pages(config, store, with_includes=True))
        source = choose_source((page.locale for page in every), config.source_locale)
        self._sources = {
            page.key: page for group in by_key(every) for page in group if page.locale == source
        }
        self._names: dict[str, Names] = {}
        self._every = every

    def annotated(self, page: PageId) -> Iterator[AnnotatedPage]:
        """Yield the page, unless it has nothing to annotate or cannot be read."""
        try:
            loaded = load_page(self._store, page)
        except PageUnreadable:
            return  # `check` reports it
        found = self._annotated(loaded, self._names_for(loaded.id))
        if found.change or found.left:
            yield found

    def _names_for(self, page: PageId) -> Names:
        """Return the names that a translation takes over from its source page."""
        source = self._sources.get(page.key)
        if source is None or source.path == page.path:
            return {}
        if source.path not in self._names:
            self._names[source.path] = self._names_of(source)
        return self._names[source.path]

    def _names_of(self, source: PageId) -> Names:
        names: Names = defaultdict(list)
        try:
            loaded = load_page(self._store, source)
        except PageUnreadable:
            return names
        given = {exchange.id: name for exchange, name in self._annotated(loaded, {}).named}
        for exchange in self._infer.read(loaded).exchanges:
            name = given.get(exchange.id) or next(iter(exchange.names), "")
            names[exchange.request.method, exchange.request.target].append(name)
        return names

    @cached_property
    def _taken(self) -> "_TakenNames":
        """The names that pages have, annotated before or by this run."""
        taken = _TakenNames()
        for page in self._every:
            try:
                loaded = load_page(self._store, page)
            except PageUnreadable:
                continue  # `check` reports it
            if _ANNOTATION.search(loaded.text):
                found = self._state.read(loaded).exchanges
                taken.note(page, (name for exchange in found for name in exchange.names))
        return taken

    def _annotated(self, page: Page, names: Names) -> AnnotatedPage:
        """Return the page with what can be annotated; what reads differently then is not."""
        inferred, reader = self._infer.read_with_markup(page)
        others = self._taken.by_others(page.id)
        planner = Planner(inferred, reader.markup(), _by_place(inferred, names), others)
        if (obstacle := _obstacle(page)) is not None:
            return AnnotatedPage(change=None, left=planner.all_left(obstacle))
        stated = self._state.read(page)
        named: set[Location] = set()
        refused: set[Location] = set()
        for _ in range(_MAX_ROUNDS):
            plan = planner.plan(named, refused)
            if not plan.comments:
                return AnnotatedPage(change=None, left=plan.left)
            text = applied(page.text, plan.edits(planner.page))
            after = self._state.read(replace(page, text=text))
            wrong = differing(inferred, stated, after, plan)
            if not wrong:
                self._taken.note(page.id, (name for _, name in plan.named))
                return _changed(page, text, plan)
            further = plan.responses_to(wrong) - named
            named |= further
            refused |= set() if further else wrong
        return AnnotatedPage(change=None, left=planner.all_left(DIFFERENT))


def _by_place(reading: Reading, names: Names) -> dict[Location, str]:
    """Return the names by the places of the requests: the first of a target has its first name."""
    given = {target: iter(found) for target, found in names.items()}
    places: dict[Location, str] = {}
    for exchange in reading.exchanges:
        request = exchange.request
        name = next(given.get((request.method, request.target), iter(())), "")
        places.setdefault(exchange.request_block.opening, name)
    return places


def _obstacle(page: Page) -> Obstacle | None:
    """Return why nothing can be written into a page, if there is a reason."""
    if "\ufffd" in page.text:
        return "page is not valid UTF-8"
    suffix = page.id.path.lower().rpartition(".")[2]
    return _FORMATS.get(suffix)


def _changed(page: Page, text: str, plan: AnnotationPlan) -> AnnotatedPage:
    change = ChangedPage(path=page.id.path, before=page.text, after=text, fixes=len(plan.named))
    return AnnotatedPage(change=change, named=plan.named, left=plan.left)
