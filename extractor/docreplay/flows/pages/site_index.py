"""The pages of a tree that know each other: links, types, and pages that contradict pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from docreplay.cases.build import build_cases
from docreplay.cases.locales import choose_source
from docreplay.compare.compare import contradictions
from docreplay.config.settings import Config
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.flows.pages.included_anchors import included_anchors
from docreplay.flows.pages.pages import PageReader
from docreplay.flows.pages.resource_types import resources
from docreplay.lint.check import lint
from docreplay.lint.neighbours import Neighbours
from docreplay.lint.site import PageFacts, facts_of
from docreplay.lint.subject import PageSubject
from docreplay.model.api.api_version import version_of
from docreplay.model.case import Case
from docreplay.model.exchange import Reading, Resource
from docreplay.model.finding import Finding
from docreplay.model.markup.include import INCLUDE
from docreplay.model.markup.markup import Table
from docreplay.model.page import Page, PageId
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.resource_catalogue import catalogue_of
from docreplay.read.listed_values import prose_values_in
from docreplay.read.markup.markup import reader_of_text
from docreplay.read.markup.markup_reader import MarkupReader
from docreplay.read.markup.spans import is_bilingual
from docreplay.sources.metadata import read_metadata
from docreplay.sources.pages import load_page
from docreplay.sources.store import PageStore


class SiteIndex:
    """The tree around every page: its resource types, and the pages that links point at.

    Each page is read once. What must be known of a page before its turn, or after it, is kept: the
    text of a page that was only searched for resources, and the reading of one that describes some.
    Rules see the markup that reading has scanned. A page is read once more for its anchors if a
    link to one of them is only found after its turn, which few are. In another process, pages are
    read again.
    """

    def __init__(self, config: Config, store: PageStore, pages: Iterable[PageId]) -> None:
        found = tuple(pages)
        self._config, self._store = config, store
        self._reader = PageReader(config, store)
        self._source = choose_source((page.locale for page in found), config.source_locale)
        self._in_source = {page.key for page in found if page.locale == self._source}
        self._pages = {page.path: page for page in found}
        file = config.metadata
        self._metadata = read_metadata(config.root, file) if file else None
        self._texts: dict[str, str] = {}
        self._readings: dict[str, Reading] = {}
        self._markup: dict[str, MarkupReader] = {}
        described = resources(config, store, found, load=self._load, read=self._read_ahead)
        self._resources = tuple(described)
        self._resource_texts = {path: reading.text for path, reading in self._readings.items()}
        self._derive()

    def _derive(self) -> None:
        self._strictness = ConfiguredStrictness(self._config)
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._included_anchors: dict[str, frozenset[str] | None] = {}
        self._checked: set[str] = set()
        self._with_includes: set[str] = set()
        folders = {path.rpartition("/")[0] for path in self._pages}
        namesakes = _by_name(self._pages)
        self._neighbours = Neighbours(
            catalogue=catalogue_of(
                self._resources,
                lambda it: self._tables(it.page.path),
                lambda it: self._values(it.page.path),
            ),
            owners=_owners(self._resources),
            exists=lambda path: self._store.kind(path) in ("file", "large"),
            anchors=self._anchors_of,
            included_anchors=self._included_anchors_of,
            holds=folders.__contains__,
            spelled={path.lower(): path for path in self._pages},
            is_folder=lambda path: self._store.kind(path) == "folder",
            names=self._store.names,
            namesakes=lambda name: namesakes.get(name, ()),
            metadata=self._metadata,
        )

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs: no text, and nothing that can be derived."""
        left_out = {"_neighbours", "_strictness", "_anchors", "_included_anchors", "_with_includes"}
        left_out |= {"_checked"}
        state = {name: value for name, value in vars(self).items() if name not in left_out}
        return state | {"_texts": {}, "_readings": {}, "_markup": {}, "_resource_texts": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state of the index of another process."""
        vars(self).update(state)
        self._derive()

    @property
    def pages(self) -> tuple[PageId, ...]:
        """All pages, files that pages include too."""
        return tuple(self._pages.values())

    def close(self) -> None:
        """Drop all that is known: the index can no longer be used.

        Its parts refer to each other, so it would occupy memory until they are searched for.
        """
        self._neighbours.catalogue.forget()
        vars(self).clear()

    def read(self, page: PageId) -> Reading:
        """Return what a page contains. Raise `PageUnreadable` if it cannot be read."""
        found = self._readings.pop(page.path, None)
        return self._read(self._loaded(page)) if found is None else found

    def reread(self, page: Page) -> Reading:
        """Return what a page contains whose text differs from that of its file."""
        self._readings.pop(page.id.path, None)
        self._included_anchors.clear()
        reading = self._read(page)
        self._anchors[page.id.path] = self._markup[page.id.path].anchors
        return reading

    def findings(self, reading: Reading) -> tuple[Finding, ...]:
        """Return what lint finds on a page, and how its responses contradict its resources."""
        return self.checked(reading, build_cases(reading.exchanges))[0]

    def checked(
        self, reading: Reading, cases: Iterable[Case]
    ) -> tuple[tuple[Finding, ...], PageFacts]:
        """Return the findings on a page, and what rules about several pages need of it.

        `cases` are those of the page by itself.
        """
        subject = self.subject(reading)
        found = (*lint(subject), *self._contradictions(reading.page, cases))
        facts = facts_of(subject)
        path = reading.page.path
        markup = self._markup.pop(path)
        self._checked.add(path)
        if "[!" in markup.text and INCLUDE.search(markup.text):
            self._with_includes.add(path)
        return found, facts

    def subject(self, reading: Reading) -> PageSubject:
        """Return the page as a rule of lint gets it."""
        path = reading.page.path
        markup = self._markup[path]
        return PageSubject(
            reading,
            self._neighbours,
            self._config,
            markup,
            partial(self._tables, path),
            self._is_repetition(reading.page),
        )

    def _is_repetition(self, page: PageId) -> bool:
        return page.locale != self._source and page.key in self._in_source

    def _contradictions(self, page: PageId, cases: Iterable[Case]) -> Iterator[Finding]:
        """Yield findings for pages of the source locale: translations repeat what they say."""
        if self._is_repetition(page):
            return
        for case in cases:
            strictness = self._strictness.of(page.path, case.id)
            yield from contradictions(case, self._neighbours.catalogue, strictness)

    def _loaded(self, page: PageId) -> Page:
        text = self._texts.pop(page.path, None)
        return load_page(self._store, page) if text is None else Page(id=page, text=text)

    def _load(self, page: PageId) -> Page:
        loaded = load_page(self._store, page)
        self._texts[page.path] = loaded.text
        return loaded

    def _read(self, page: Page) -> Reading:
        reading, self._markup[page.id.path] = self._reader.read_with_markup(page)
        return reading

    def _read_ahead(self, page: Page) -> Reading:
        reading = self._readings[page.id.path] = self._read(page)
        del self._texts[page.id.path]
        return reading

    def _anchors_of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page, which is read now if its turn is still to come."""
        if path not in self._anchors:
            if path in self._pages and path not in self._markup and path not in self._checked:
                self._readings[path] = self._read(self._loaded(self._pages[path]))
            markup = self._markup.get(path) or self._markup_of_file(path)
            self._anchors[path] = markup.anchors if markup else None
        return self._anchors[path]

    def _markup_of_file(self, path: str) -> MarkupReader | None:
        """Return the markup of a page that was checked, or is excluded; None without a file."""
        is_file = self._store.kind(path) == "file"
        return reader_of_text(self._store.text(path), path) if is_file else None

    def _included_anchors_of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page with those of the files that it includes.

        A page that was checked and includes files is read once more: seldom does a link need that.
        """
        markup = self._markup.get(path)
        if path not in self._with_includes and not (markup and INCLUDE.search(markup.text)):
            return self._anchors_of(path)
        if path not in self._included_anchors:
            docs = self._config.docs[0]
            self._included_anchors[path] = included_anchors(self._store, path, docs)
        return self._included_anchors[path]

    def _tables(self, path: str) -> tuple[Table, ...]:
        """Return the tables of a page, with names as the service has them."""
        return self._in_source_language(path).all_tables

    def _values(self, path: str) -> Mapping[str, AllowedValues]:
        """Return the values that sentences of a page list, by names of the service."""
        return prose_values_in(self._in_source_language(path))

    def _in_source_language(self, path: str) -> MarkupReader:
        """Return the markup of a page, or of the source that a bilingual one contains."""
        markup = self._markup.get(path)
        if markup and not is_bilingual(markup.places.page):
            return markup
        text = markup.places.page if markup else self._resource_text(path)
        return reader_of_text(text, path, "source")

    def _resource_text(self, path: str) -> str:
        """Return the text of the page of a resource, whether its turn is to come or is over."""
        if path not in self._resource_texts:
            self._resource_texts[path] = self._store.text(path)
        return self._resource_texts[path]


def _by_name(paths: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[path.rpartition("/")[2]].append(path)
    return found


def _owners(resources: Iterable[Resource]) -> dict[tuple[str, str], str]:
    owners: dict[tuple[str, str], str] = {}
    for resource in resources:
        owners.setdefault((version_of(resource.page.key), resource.type), resource.page.key)
    return owners
