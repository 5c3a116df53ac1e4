"""Texts of pages for reports that quote them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from docreplay.model.page import normalized
from docreplay.sources.store import PageStore


class SourceTexts(Mapping[str, str]):
    """Texts of pages by path for reports that quote them: LF line ends, no byte order mark.

    A text is read when it is asked for, and the last few are kept. Of several stores, the first
    one that has the page is asked.
    """

    def __init__(self, *stores: PageStore) -> None:
        self._stores = stores
        self._text = lru_cache(maxsize=32)(self._read)

    def __getitem__(self, path: str) -> str:
        """Return the text of a page. Raise `KeyError` if it is not a readable file."""
        text = self._text(path)
        if text is None:
            raise KeyError(path)
        return text

    def __iter__(self) -> Iterator[str]:
        """Yield no path: which ones are asked for is not known beforehand."""
        return iter(())

    def __len__(self) -> int:
        """Return the number of paths that iteration yields."""
        return 0

    def _read(self, path: str) -> str | None:
        found = (store for store in self._stores if store.kind(path) == "file")
        return next((normalized(store.text(path)) for store in found), None)
