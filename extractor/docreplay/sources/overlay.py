"""A store with other texts for some files, such as pages that are changed and not written yet."""

from collections.abc import Collection, Iterator, Mapping

from docreplay.sources.listing import Kind
from docreplay.sources.store import PageStore


class OverlayStore(PageStore):
    """The files of a store, with other texts for some of their paths."""

    def __init__(self, below: PageStore, texts: Mapping[str, str]) -> None:
        self._below = below
        self._texts = texts
        self.included = {}

    def kind(self, path: str) -> Kind:
        """Return what is at the path."""
        return self._below.kind(path)

    def names(self, folder: str) -> Collection[str]:
        """Return the names of everything in the folder."""
        return self._below.names(folder)

    def pages(self, start: str) -> Iterator[str]:
        """Yield the pages at or below the path."""
        return self._below.pages(start)

    def odd_pages(self, start: str) -> Iterator[tuple[str, Kind]]:
        """Yield what is named like a page at or below the path and is none."""
        return self._below.odd_pages(start)

    def data(self, path: str) -> bytes:
        """Return the bytes of a file."""
        if path in self._texts:
            return self._texts[path].encode()
        return self._below.data(path)

    def look_ahead(self, path: str, *, keep: bool) -> bytes:
        """Return the bytes of a file that is going to be read."""
        return self.data(path) if path in self._texts else self._below.look_ahead(path, keep=keep)

    def refresh(self) -> None:
        """Forget what is known about files; the texts stay."""
        self._below.refresh()
