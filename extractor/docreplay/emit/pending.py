"""A list of files that a generation is about to write; it outlives a process that is killed.

The manifest is written at the end. So each new file is listed here before it is written, and the
next generation knows that docreplay wrote it.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from docreplay.sources.safe_write import remove, reported

PENDING = ".docreplay-pending"
_SEPARATOR = "\n"


def pending_files(folder: Path) -> frozenset[str]:
    """Return the paths that a generation listed before it was killed; none after a complete one.

    A last path that is cut off names no file.
    """
    file = folder / PENDING
    if file.is_symlink() or not file.is_file():
        return frozenset()
    text = file.read_bytes().decode("utf-8", "replace")
    return frozenset(filter(None, text.split(_SEPARATOR)))


class PendingFiles:
    """The list of one generation; the file is created when the first path is added."""

    def __init__(self, folder: Path, earlier: Iterable[str] = ()) -> None:
        self._file = folder / PENDING
        self._added = set(earlier)
        self._is_open = False

    def add(self, path: str) -> None:
        """List a path. Raises `OutputError` if that is impossible: the file cannot be written."""
        with reported(self._file.parent / path):
            if not self._is_open:
                self._create()
            if path not in self._added:
                self._added.add(path)
                self._append([path])

    def close(self) -> None:
        """Remove the list, also that of an earlier generation."""
        if os.path.lexists(self._file):
            remove(self._file)
        self._is_open = False

    def _create(self) -> None:
        """Create the file anew: what is there may be a link, or end in the middle of a path."""
        self.close()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.open("xb").close()
        self._is_open = True
        self._append(sorted(self._added))

    def _append(self, paths: Iterable[str]) -> None:
        data = "".join(f"{path}{_SEPARATOR}" for path in paths).encode()
        with self._file.open("ab") as file:
            file.write(data)
