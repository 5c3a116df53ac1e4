"""Files of recorded responses: one for each page, below one folder of the project."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from docreplay.config.containment import contains
from docreplay.errors import CassetteUnreadable, ConfigError
from docreplay.sources.lock import locked
from docreplay.sources.safe_write import remove, write_text
from docreplay.sources.stamps import Stamp, stamp_of


class CassetteFiles:
    """Reads and writes the file of each page; `root` is the folder of the project."""

    def __init__(self, root: Path, folder: str) -> None:
        self._root = root
        self._folder = root / folder
        self.folder = folder

    def name_of(self, page: str) -> str:
        """Return the path of a page's file, relative to the project.

        Raises `ConfigError` for a page whose file would be outside of the folder.
        """
        base = os.path.normpath(self._folder)
        if not contains(base, os.path.normpath(self._folder / page)):
            raise ConfigError(f"recordings of `{page}` would be outside of `{self.folder}`")
        return f"{self.folder}/{page}.json"

    def read(self, page: str) -> str | None:
        """Return the text of a page's file; None if it does not exist.

        Raises `CassetteUnreadable` if it cannot be read, or is a link out of the project.
        """
        name = self.name_of(page)
        file = self._root / name
        try:
            if not contains(os.path.realpath(self._root), os.path.realpath(file)):
                raise CassetteUnreadable(name, "a link that leads out of the project")
            return file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "invalid UTF-8"
            raise CassetteUnreadable(name, reason) from error

    def change(self, page: str, change: Callable[[str | None], str | None]) -> None:
        """Replace the text of a page's file by what `change` makes of it.

        It is called with the text that the file has at that time (None without a file): other
        processes wait meanwhile, so that nothing that they wrote is lost. It may return None, for
        no file at all. The old file is replaced in one step. Raises `OutputError`, or `ConfigError`
        if the file cannot be read.
        """
        file = self._root / self.name_of(page)
        with locked(file):
            old = self.read(page)
            new = change(old)
            if new is None and old is not None:
                remove(file)
            elif new is not None and new != old:
                write_text(file, new, within=(self._root,), durable=True)

    def pages(self) -> Iterator[str]:
        """Yield the pages that have a file, in order."""
        for file in sorted(self._folder.rglob("*.json")):
            yield file.relative_to(self._folder).as_posix().removesuffix(".json")

    def stamps(self) -> Mapping[str, Stamp]:
        """Return the stamps of all files by their pages, which show that one has changed."""
        found = {page: stamp_of(self._root / self.name_of(page)) for page in self.pages()}
        return {page: stamp for page, stamp in found.items() if stamp}
