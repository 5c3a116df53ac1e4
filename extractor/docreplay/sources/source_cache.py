"""The texts of pages for reports that quote them: read from disk when a line is asked for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path


class SourceCache(Mapping[str, str]):
    """Page texts by project-relative path, with LF line ends; a few are kept at a time.

    A path that leaves the project, or is no readable file, is not there.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._text = lru_cache(maxsize=32)(self._read)

    def __getitem__(self, path: str) -> str:
        """The text of a page. Raises `KeyError` where there is none."""
        text = self._text(path)
        if text is None:
            raise KeyError(path)
        return text

    def __iter__(self) -> Iterator[str]:
        """No paths: what may be asked for is not known beforehand."""
        return iter(())

    def __len__(self) -> int:
        """How many paths iteration gives."""
        return 0

    def _read(self, path: str) -> str | None:
        file = (self._root / path).resolve()
        if not file.is_relative_to(self._root) or not file.is_file():
            return None
        text = file.read_bytes().decode("utf-8", errors="replace")
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
