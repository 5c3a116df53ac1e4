"""Reads the documented API of two versions; a page that says the same in both is read once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from docreplay.cases.locales import by_key, choose_source
from docreplay.errors import NothingMatched, PageUnreadable
from docreplay.flows.diff.versions import Version
from docreplay.model.api.documented_api import DocumentedApi
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.markup.include import INCLUDE, resolve
from docreplay.model.page import Page, PageId
from docreplay.read.documented_page import documented_page
from docreplay.read.plain_paragraphs import differ_in_plain_paragraphs
from docreplay.read.reading import options_of
from docreplay.sources.includes import IncludedFiles
from docreplay.sources.pages import find_odd_pages, find_pages, page_of

_OF_FOLDERS = frozenset({"index", "readme", "overview"})
Counted = Callable[[], None]
"""Is called for each page that was read."""


class VersionReader:
    """Reader of the pages of one version."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.files = IncludedFiles(version.store)
        config = replace(version.config, infer_unannotated=True, pair_ignored=True)
        self._options = options_of(config, self.files)
        self._docs = config.docs[0] if config.docs else "."
        self._texts: dict[str, str] = {}
        """The texts of the pages that were read, which keep them as well."""

    @cached_property
    def pages(self) -> dict[str, PageId]:
        """The pages of the source locale by key. Raises `NothingMatched` if there are none."""
        found = tuple(find_pages(self.version.config, self.version.store))
        source = choose_source((page.locale for page in found), self.version.config.source_locale)
        of_source = (page for group in by_key(found) for page in group if page.locale == source)
        pages = {page.key: page for page in of_source}
        if not pages:
            where = ", ".join(self.version.config.docs)
            hint = "check `docs` in the configuration, or name two folders of pages"
            raise NothingMatched(f"no page in {where} of {self.version.label}", hint=hint)
        return pages

    @cached_property
    def unread(self) -> frozenset[str]:
        """The keys of the files that are named like pages, and that are not read as such."""
        config = self.version.config
        found = (
            path for path, kind in find_odd_pages(config, self.version.store) if kind != "folder"
        )
        return frozenset(page_of(config, path).key for path in found)

    def read(self, page: PageId) -> DocumentedPage:
        """Return what a page documents. Raise `PageUnreadable` if it cannot be read."""
        text = self._texts[page.path] = self.files.text(page.path)
        return documented_page(Page(id=page, text=text), self._options)

    def text(self, path: str) -> str:
        """Return the text of a file, or `""` if it cannot be read."""
        try:
            return self._texts.get(path) or self.files.text(path)
        except PageUnreadable:
            return ""

    def included(self, text: str, path: str) -> Iterator[str]:
        """Yield the paths of the files that a text includes."""
        return (resolve(match[1], path, self._docs) for match in INCLUDE.finditer(text))


def read_both(old: Version, new: Version, counted: Counted) -> tuple[DocumentedApi, DocumentedApi]:
    """Return what the two versions document.

    What a page says that is not read, such as one that became too large, is not known, so the page
    is left out of both, also if it moved. Raises `NothingMatched` if a version has no pages,
    `PageUnreadable` for a page that cannot be read.
    """
    before, after = VersionReader(old), VersionReader(new)
    unread = before.unread | after.unread
    unread |= _moved(before, after) | _moved(after, before)
    fresh = {
        key: _counted(after.read(page), counted)
        for key, page in after.pages.items()
        if key not in unread
    }
    unchanged = _Unchanged(before, after)
    known = [
        fresh[key] if unchanged(key) else _counted(before.read(page), counted)
        for key, page in before.pages.items()
        if key not in unread
    ]
    return DocumentedApi(known), DocumentedApi(fresh.values())


def _moved(one: VersionReader, other: VersionReader) -> frozenset[str]:
    """Return the keys of pages that the other version has at a new path only, and does not read.

    Of such a page only the path is known: the name of the file is the same, or the words are.
    """
    new = [key for key in other.unread if key not in one.pages and key not in one.unread]
    if not new:
        return frozenset()
    names = {_name(key) for key in new} | {_words(key) for key in new}
    gone = one.pages.keys() - other.pages.keys()
    return frozenset(key for key in gone if names & {_name(key), _words(key)})


def _name(key: str) -> str:
    """Return the last part of a key; of a page named as those of all folders are, two parts."""
    above, _, name = key.lower().rpartition("/")
    return f"{above.rpartition('/')[2]}/{name}" if name in _OF_FOLDERS else name


def _words(key: str) -> frozenset[str]:
    return frozenset(re.split(r"[/_.-]", key.lower()))


def _counted(page: DocumentedPage, counted: Counted) -> DocumentedPage:
    counted()
    return page


class _Unchanged:
    """Tells which pages say the same in both versions, with all that they include."""

    def __init__(self, before: VersionReader, after: VersionReader) -> None:
        self._before, self._after = before, after
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, key: str) -> bool:
        """Return True if both versions of the page of a key say the same of the API.

        No change is about such a page, so it does not matter that the lines of the old one differ.
        """
        one, two = self._before.pages[key], self._after.pages.get(key)
        if two is None:
            return False
        pair = (one.path, two.path)
        return self._same(*pair) or (self._says_same(*pair) and self._includes_same(*pair))

    def _says_same(self, old: str, new: str) -> bool:
        """Return True if the pages differ in plain paragraphs only. Raise `PageUnreadable`."""
        if new.lower().endswith(".rst"):
            return False
        return differ_in_plain_paragraphs(self._before.files.text(old), self._after.text(new))

    def _same(self, old: str, new: str) -> bool:
        pair = (old, new)
        if pair not in self._known:
            self._known[pair] = True  # of a file that includes itself
            is_same = self._before.text(old) == self._after.text(new)
            self._known[pair] = is_same and self._includes_same(old, new)
        return self._known[pair]

    def _includes_same(self, old: str, new: str) -> bool:
        text = self._before.text(old)
        if "[!" not in text:
            return True
        before = self._before.included(text, old)
        after = self._after.included(text, new)  # the same names, relative to another folder
        return all(self._same(one, two) for one, two in zip(before, after, strict=True))
