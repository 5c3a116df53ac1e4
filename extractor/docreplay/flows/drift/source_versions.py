"""The translations of a tree, and the source version that each was made from."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from docreplay.cases.locales import choose_source
from docreplay.config.settings import Config
from docreplay.drift.glossary_file import Glossary
from docreplay.drift.page_state import SourceVersion
from docreplay.drift.stamp import Stamp, digests, is_stamped, stamp_of
from docreplay.flows.drift.glossary import read_glossary
from docreplay.flows.drift.records import read_records
from docreplay.flows.drift.source_history import History
from docreplay.flows.drift.tree_layout import (
    Places,
    is_root,
    keys_of,
    named_by_suffix,
    of_outer_source,
)
from docreplay.model.markup.markup import Markup
from docreplay.model.page import (
    PageId,
    is_binary,
    is_page_name,
    locale_tag,
    without_suffix,
)
from docreplay.read.markup.front_matter import front_matter
from docreplay.read.markup.markup import markup_of
from docreplay.read.markup.spans import is_bilingual
from docreplay.read.reading import options_of
from docreplay.sources.includes import IncludedFiles
from docreplay.sources.pages import find_pages
from docreplay.sources.store import PageStore

_KEPT = 4096
"""Maximum number of texts kept: a source page is needed for its translations and for its digest."""


class TranslationIndex:
    """The pages of all locales: translations and their sources."""

    def __init__(
        self,
        config: Config,
        store: PageStore,
        paths: Sequence[str] = (),
        past: History | None = None,
    ) -> None:
        docs = tuple(folder for folder in config.docs if store.kind(folder) != "missing")
        self.config = config
        self.text = lru_cache(maxsize=_KEPT)(store.text)
        self.options = options_of(config, IncludedFiles(store))
        self._store = store
        self._outline = lru_cache(maxsize=8)(self._read_outline)
        self._history = past or History()
        self._names: dict[str, Mapping[str, Sequence[str]]] = {}
        every = replace(config, docs=docs, locales=())
        self.chosen = tuple(find_pages(every, store, paths, with_includes=True))
        self.pages = tuple(find_pages(every, store, with_includes=True)) if docs else self.chosen
        others = {} if config.layout != "auto" else named_by_suffix(self.pages)
        others |= of_outer_source(self.pages)
        self.chosen = tuple(others.get(page, page) for page in self.chosen)
        self.pages = tuple(others.get(page, page) for page in self.pages)
        locales = {page.locale for page in self.pages if page.locale}
        wanted = locale_tag(config.source_locale)
        self.is_root = is_root(config, self.pages, locales)
        """True if the pages of the source are in no folder of a locale, as in Docusaurus."""
        self._locales_differ = self.is_root or len(locales) > 1 or wanted in locales
        named = self._locales_differ and not self.is_root
        self.locale = choose_source(locales, config.source_locale) if named else ""
        self.sources = {
            page.key: page
            for page in self.pages
            if page.locale == self.locale and (self.is_root or self.locale)
        }

    def translations(self) -> Iterator[PageId]:
        """Yield the translations to judge, by key and path.

        In a tree of one locale, and for pages outside all locales, a page is a translation if it
        has bilingual spans or a stamp.
        """
        chosen_keys = {page.key for page in self.chosen if page.locale == self.locale}
        keys = {key for key in chosen_keys if key in self.sources}
        keys = {key for page in self.chosen if page.key in keys for key in keys_of(page)}
        chosen = {page.path for page in self.chosen}
        every = dict.fromkeys((*self.pages, *self.chosen))
        for page in sorted(every, key=lambda page: (page.key, page.path)):
            wanted = self.config.includes_locale(page.locale)
            if wanted and (page.path in chosen or page.key in keys) and self._is_translated(page):
                yield page

    def _is_translated(self, page: PageId) -> bool:
        if page.locale and self._locales_differ:
            return page.locale != self.locale
        text = self.text(page.path)
        return is_bilingual(text) or stamp_of(front_matter(text)).names_version

    def lacking(self) -> Iterator[tuple[str, str, PageId]]:
        """Yield path and locale of each missing translation, and its source."""
        there = {(key, page.locale) for page in self.pages for key in keys_of(page)}
        present = sorted({page.locale for page in self.pages} - {self.locale, ""})
        for source in self.chosen:
            if self.sources.get(source.key) != source:
                continue
            for locale in present:
                wanted = self.config.includes_locale(locale)
                if wanted and (source.key, locale) not in there:
                    yield self._places.translated(source, locale), locale, source

    @cached_property
    def _places(self) -> Places:
        return Places(self.pages, self.sources, self.locale)

    def stamp(self, page: PageId, front: Mapping[str, str]) -> Stamp:
        """Return the stamp of a page.

        In this order: the one in its front matter; the commit that last changed it, if the
        configuration says so; the one that was recorded.
        """
        stamp = stamp_of(front)
        if stamp.is_dated:
            return stamp
        by_commit = self.config.stamps == "git"
        if by_commit and (last := self._history.last_commit(page.path)):
            return stamp._replace(commit=last.name, origin="git", is_certain=last.is_certain)
        return self._records.get(page.path, stamp)

    @cached_property
    def glossary(self) -> Glossary:
        """The glossary of the project; it is read when the first page is compared."""
        return read_glossary(self.config)

    @cached_property
    def _records(self) -> Mapping[str, Stamp]:
        return {path: record.stamp for path, record in read_records(self.config).items()}

    def version(self, page: PageId, text: str, stamp: Stamp) -> SourceVersion:
        """Return the best source version that is available for a translation with that text.

        In this order: a page whose digest is in the stamp; the stamped commit in the clone of the
        source's repository; the source text in bilingual spans; the current source page.
        """
        source = self.source_of(page) or self._beside(page, stamp)
        if source and is_binary(self.text(source.path)):
            source = None
        original = self.text(source.path) if source else ""
        current = self.outline(source) if source else None
        path = source.path if source else ""
        dated = self._history.dated(page, stamp, self.locale, path)
        known = SourceVersion(
            current=current if source else dated.current,
            has_source_locale=bool(self.sources) or dated.state == "sound",
            commit=dated.state,
            current_commit=dated.commit_of(original if source else dated.now or ""),
        )
        if source and is_stamped(stamp, original):
            return replace(known, source=current, basis="stamped", is_current=True)
        twin = self._by_digest.get(stamp.digest) if stamp.is_readable else None
        if twin:
            return replace(known, source=self.outline(twin), basis="stamped", is_moved=not source)
        if dated.is_current and not source:
            return replace(known, source=known.current, basis="stamped", is_current=True)
        if before := dated.version:
            return replace(known, source=before, basis="stamped")
        spans = markup_of(text, page.path, "source")
        if spans:
            return replace(known, source=spans, basis="spans")
        return replace(known, source=known.current, basis="today" if known.current else "none")

    def source_of(self, page: PageId) -> PageId | None:
        """Return the source page of a translation; `x.md` may translate `x/index.md`."""
        return next((self.sources[key] for key in keys_of(page) if key in self.sources), None)

    def outline(self, page: PageId) -> Markup:
        """Return the outline of a source page; translations of one page follow each other."""
        return self._outline(page.path)

    def _read_outline(self, path: str) -> Markup:
        return outline_at(path, self.text(path))

    @cached_property
    def _by_digest(self) -> dict[str, PageId]:
        """The pages of the source locale by the digests in the stamps of their translations."""
        return {
            digest: page
            for page in self.sources.values()
            for digest in digests(self.text(page.path))
        }

    def _beside(self, page: PageId, stamp: Stamp) -> PageId | None:
        """Return a source in the folder of its translation, as `page.en-us.md` of `page.md`."""
        if not stamp.is_readable:
            return None
        folder, stem = posixpath.split(without_suffix(page.path))
        for name in self._names_in(folder).get(stem, ()):
            path = posixpath.join(folder, name)
            found = PageId(path=path, locale="", key=without_suffix(path))
            if is_stamped(stamp, self.text(found.path)):
                return found
        return None

    def _names_in(self, folder: str) -> Mapping[str, Sequence[str]]:
        """Return the names of a folder's pages by what precedes the last dot but one."""
        if folder not in self._names:
            names: defaultdict[str, list[str]] = defaultdict(list)
            for name in sorted(self._store.names(folder)):
                if name.count(".") > 1 and is_page_name(name):
                    names[name.rsplit(".", 2)[0]].append(name)
            self._names[folder] = names
        return self._names[folder]


def outline_at(path: str, text: str) -> Markup:
    """Return the outline of a page with this text."""
    found = markup_of(text, path)
    assert found  # noqa: S101  # only the source side of a page can be missing
    return found
