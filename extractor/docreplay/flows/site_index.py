"""The pages of a tree that know each other: links, types, and pages that contradict pages."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from docreplay.cases.build import build_cases
from docreplay.cases.locales import choose_source
from docreplay.compare.compare import contradictions
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.flows.pages import PageReader
from docreplay.flows.resource_types import resources
from docreplay.lint.check import lint
from docreplay.lint.subject import Neighbours, Subject, version_of
from docreplay.model.exchange import Reading, Resource
from docreplay.model.finding import Finding
from docreplay.model.markup import Prose, Table
from docreplay.model.page import Page, PageId
from docreplay.model.resource_catalogue import catalogue_of
from docreplay.read.markup import prose_of, tables_of
from docreplay.sources.pages import load_page
from docreplay.sources.store import PageStore


class SiteIndex:
    """The tree around every page: its resource types, and the pages that links point at.

    Each page is read once. What must be known of a page before its turn, or after it, is kept: the
    text of a page that was only searched for resources, the reading of one that describes some,
    and the anchors of one that was checked. In another process, pages are read anew.
    """

    def __init__(self, config: Config, store: PageStore, pages: Iterable[PageId]) -> None:
        found = tuple(pages)
        self._config, self._store = config, store
        self._reader = PageReader(config, store)
        self._source = choose_source((page.locale for page in found), config.source_locale)
        self._in_source = {page.key for page in found if page.locale == self._source}
        self._paths = tuple(page.path for page in found)
        self._texts: dict[str, str] = {}
        self._readings: dict[str, Reading] = {}
        self._ahead: dict[str, Prose] = {}
        described = resources(config, store, load=self._load, on_reading=self._keep)
        self._resources = tuple(described)
        self._resource_texts = {path: reading.text for path, reading in self._readings.items()}
        self._derive()

    def _derive(self) -> None:
        self._strictness = ConfiguredStrictness(self._config)
        self._anchors: dict[str, frozenset[str] | None] = {}
        folders = {path.rpartition("/")[0] for path in self._paths}
        self._neighbours = Neighbours(
            catalogue=catalogue_of(self._resources, lambda it: self._tables(it.page.path)),
            owners=_owners(self._resources),
            exists=lambda path: self._store.kind(path) == "file",
            anchors=self._anchors_of,
            holds=folders.__contains__,
            spelled={path.lower(): path for path in self._paths},
        )

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs: no text, and nothing that can be derived."""
        left_out = {"_neighbours", "_strictness", "_anchors"}
        state = {name: value for name, value in vars(self).items() if name not in left_out}
        return state | {"_texts": {}, "_readings": {}, "_ahead": {}, "_resource_texts": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state of the index of another process."""
        vars(self).update(state)
        self._derive()

    def read(self, page: PageId) -> Reading:
        """Return what a page contains. Raise `PageUnreadable` if it cannot be read."""
        reading = self._readings.pop(page.path, None)
        if reading is None:
            text = self._texts.pop(page.path, None)
            loaded = load_page(self._store, page) if text is None else Page(id=page, text=text)
            reading = self._reader.read(loaded)
        return reading

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """Return what lint finds on a page, and how its responses contradict its resources."""
        return (*lint(self.subject(reading)), *self._contradictions(reading))

    def subject(self, reading: Reading) -> Subject:
        """Return the page as a rule of lint gets it."""
        tables = partial(tables_of, reading.text, reading.page.path, "source")
        return Subject(reading, self._neighbours, tables, partial(self._prose, reading))

    def _contradictions(self, reading: Reading) -> Iterator[Finding]:
        """Yield findings for pages of the source locale: translations repeat what they say."""
        page = reading.page
        if page.locale != self._source and page.key in self._in_source:
            return
        for case in build_cases(reading.exchanges):
            strictness = self._strictness.of(page.path, case.id)
            yield from contradictions(case, self._neighbours.catalogue, strictness)

    def _load(self, page: PageId) -> Page:
        loaded = load_page(self._store, page)
        self._texts[page.path] = loaded.text
        return loaded

    def _keep(self, reading: Reading) -> None:
        self._readings[reading.page.path] = reading
        del self._texts[reading.page.path]

    def _prose(self, reading: Reading) -> Prose:
        path = reading.page.path
        prose = self._ahead.pop(path, None) or prose_of(reading.text, path)
        self._anchors[path] = prose.anchors
        return prose

    def _anchors_of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page; the text of one whose turn is still to come is kept."""
        if path not in self._anchors:
            text = self._text(path)
            if text is not None:
                self._ahead[path] = prose_of(text, path)
            self._anchors[path] = None if text is None else self._ahead[path].anchors
        return self._anchors[path]

    def _text(self, path: str) -> str | None:
        if path in self._readings:
            return self._readings[path].text
        if path not in self._texts and self._store.kind(path) == "file":
            self._texts[path] = self._store.text(path)
        return self._texts.get(path)

    def _tables(self, path: str) -> tuple[Table, ...]:
        if path not in self._resource_texts:
            self._resource_texts[path] = self._store.text(path)
        return tables_of(self._resource_texts[path], path, "source")


def _owners(resources: Iterable[Resource]) -> dict[tuple[str, str], str]:
    owners: dict[tuple[str, str], str] = {}
    for resource in resources:
        owners.setdefault((version_of(resource.page.key), resource.type), resource.page.key)
    return owners
