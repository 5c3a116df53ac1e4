"""The one way to the files of a documentation project, wherever they are.

`FileStore` reads a folder, `memory.MemoryStore` a mapping, `revision.RevisionStore` a git revision.

Every store follows the same rules. Paths are relative to the project and of POSIX form. A link
within the project is followed, but a link to a folder is not walked; what leads out of the project
is never read, because a page may come from anybody. Bytes are returned as they are, with byte order
mark and line ends; `text` decodes them, and `docreplay.model.page.normalized` unifies line ends.
"""

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from docreplay.config.containment import contains
from docreplay.errors import PageUnreadable
from docreplay.model.json.value import is_well_formed
from docreplay.model.page import is_page_name
from docreplay.sources.listing import Kind, Listing

_LONGEST = 4096
"""Characters of a path from which on no file system has it (`PATH_MAX` of Linux)."""
WHY: Mapping[Kind, str] = {
    "folder": "is a folder",
    "outside": "is outside the project",
    "missing": "does not exist",
    "special": "is not a regular file",
    "unreadable": "cannot be read: permission denied",
    "unnamed": "has a name that is not valid UTF-8",
    "large": "is larger than `max-page-bytes`",
}
"""Why a path cannot be read as a page."""


class PageStore(Protocol):
    """Files of a documentation project; they are only ever read."""

    included: dict[tuple[str, ...], frozenset[str]]
    """Results of `sources.includes.included`, by docs folders."""

    def kind(self, path: str) -> Kind:
        """Return what is at the path."""

    def names(self, folder: str) -> Collection[str]:
        """Return the names of everything in the folder; none if it does not exist."""

    def pages(self, start: str) -> Iterator[str]:
        """Yield the pages at or below the path: sorted, parents before children.

        Hidden folders and links to folders are not walked.
        """

    def odd_pages(self, start: str) -> Iterator[tuple[str, Kind]]:
        """Yield what is named like a page at or below the path and is none, and what it is."""
        del start
        return iter(())

    def data(self, path: str) -> bytes:
        """Return the bytes of a file. Raise `PageUnreadable` if it cannot be read."""

    def look_ahead(self, path: str, *, keep: bool) -> bytes:
        """Return the bytes of a file that is going to be read; they are kept for that if asked."""

    def text(self, path: str) -> str:
        """Return the text of a file, line ends and byte order mark kept.

        Bytes that are not UTF-8 become U+FFFD. Raises `PageUnreadable` if it cannot be read.
        """
        return self.data(path).decode("utf-8", errors="replace")

    def refresh(self) -> None:
        """Forget what is known about files, so that changes to them are seen."""


class ListingStore(PageStore):
    """A store that knows its files folder by folder; each folder is listed once until `refresh`."""

    def __init__(self) -> None:
        self._listings: dict[str, Listing] = {}
        self.included: dict[tuple[str, ...], frozenset[str]] = {}
        self._ahead: dict[str, bytes] = {}

    def kind(self, path: str) -> Kind:
        """Return what is at the path."""
        if _is_outside(path):
            return "outside"
        if len(path) > _LONGEST:
            return "missing"
        folder, _, name = _key(path).rpartition("/")
        if not name:
            return "folder"
        listing = self._listing(folder)
        return listing.kinds.get(name, listing.otherwise)

    def names(self, folder: str) -> Collection[str]:
        """Return the names of everything in the folder; none if it does not exist."""
        if _is_outside(folder) or len(folder) > _LONGEST:
            return ()
        return self._listing(_key(folder)).kinds.keys()

    def pages(self, start: str) -> Iterator[str]:
        """Yield the pages at or below the path: sorted, parents before children."""
        if self.kind(start) == "file":
            yield start
            return
        waiting = [_key(start)]
        while waiting:
            folder = waiting.pop()
            found, prefix = self._listing(folder), f"{folder}/" if folder else ""
            yield from (prefix + name for name in found.pages)
            waiting.extend(
                prefix + name for name in reversed(found.folders) if is_well_formed(name)
            )

    def odd_pages(self, start: str) -> Iterator[tuple[str, Kind]]:
        """Yield what is named like a page at or below the path and is none, and what it is.

        A folder that cannot be listed is one of them.
        """
        if self.kind(start) == "large":
            yield _key(start), "large"
            return
        waiting = [_key(start)]
        while waiting:
            folder = waiting.pop()
            found, prefix = self._listing(folder), f"{folder}/" if folder else ""
            if found.otherwise == "unreadable":
                yield folder, "unreadable"
            yield from ((prefix + name, kind) for name, kind in found.odd)
            if not is_well_formed(folder):
                yield from ((prefix + name, "unnamed") for name in found.pages)
            waiting.extend(prefix + name for name in reversed(found.folders))

    def data(self, path: str) -> bytes:
        """Return the bytes of a file. Raise `PageUnreadable` if it cannot be read."""
        kind = self.kind(path)
        if kind != "file":
            raise PageUnreadable(f"{path} {WHY[kind]}")
        found = self._ahead.pop(_key(path), None)
        return self.read(_key(path)) if found is None else found

    def look_ahead(self, path: str, *, keep: bool) -> bytes:
        """Return the bytes of a file that is going to be read; they are kept for that if asked."""
        found = self.data(path)
        if keep:
            self._ahead[_key(path)] = found
        return found

    def refresh(self) -> None:
        """Forget what is known about files, so that changes to them are seen."""
        self._listings.clear()
        self.included.clear()
        self._ahead.clear()

    def _listing(self, folder: str) -> Listing:
        found = self._listings.get(folder)
        if found is None:
            found = self._listings[folder] = self.list_folder(folder)
        return found

    def list_folder(self, folder: str) -> Listing:
        """Return the content of a folder; the project's own is `""`."""
        raise NotImplementedError

    def read(self, path: str) -> bytes:
        """Return the bytes of a path that is a file. Raise `PageUnreadable` if that fails."""
        raise NotImplementedError


class FileStore(ListingStore):
    """The files below a folder.

    `named` are paths that the user asked for by name: they may be anywhere. A page of more than
    `largest` bytes is not read.
    """

    def __init__(
        self, root: Path, *, named: Iterable[str] = (), largest: float = float("inf")
    ) -> None:
        super().__init__()
        self._root = os.path.realpath(root)
        self._named = frozenset(named)
        self._largest = largest
        self._real: set[str] = set()
        """Folders in a listed one, apart from links: they are inside of the project as well."""

    def __reduce__(self) -> tuple[type["FileStore"], tuple[Path], dict[str, object]]:
        """Return how another process makes its own: without what this one knows of folders."""
        state = {"_named": self._named, "_largest": self._largest}
        return FileStore, (Path(self._root),), state

    def refresh(self) -> None:
        """Forget what is known about files, so that changes to them are seen."""
        super().refresh()
        self._real.clear()

    def kind(self, path: str) -> Kind:
        """Return what is at the path."""
        if path in self._named:
            return _kind_of(os.path.join(self._root, path))
        return super().kind(path)

    def list_folder(self, folder: str) -> Listing:
        """Return the content of a folder, or everything as outside if a link leads out to it."""
        place = os.path.join(self._root, folder) if folder else self._root
        if folder not in self._real:
            if (missing := self._of_missing(folder)) is not None:
                return missing
            if not self._is_inside(place):
                return Listing({}, otherwise="outside")
        try:
            with os.scandir(place) as entries:
                found = {entry.name: (self._entry_kind(entry), entry) for entry in entries}
        except (FileNotFoundError, NotADirectoryError):
            return Listing({})
        except PermissionError:
            return Listing({}, otherwise="unreadable")
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return Listing({})
            raise PageUnreadable(f"{folder or self._root}: {error.strerror}") from error
        kinds = {name: kind for name, (kind, _) in found.items()}
        walked = [n for n, (kind, it) in found.items() if kind == "folder" and not it.is_symlink()]
        self._real.update(f"{folder}/{name}" if folder else name for name in walked)
        return Listing(kinds, tuple(sorted(name for name in walked if not name.startswith("."))))

    def _of_missing(self, folder: str) -> Listing | None:
        """Return the listing of a folder if one above it is known to be missing; None otherwise.

        Pages have many links to such folders, which may be deep: the file system is not asked.
        """
        above = ""
        for name in () if _is_outside(folder) else folder.split("/"):
            if name in ("", "."):
                continue
            found = self._listing(above)
            kind = found.kinds.get(name, found.otherwise)
            if kind != "folder":
                is_there = name in found.kinds and kind != "outside"
                return Listing({}, otherwise="missing" if is_there else kind)
            above = f"{above}/{name}" if above else name
        return None

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raise `PageUnreadable` if it cannot be opened."""
        try:
            with open(os.path.join(self._root, path), "rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                if size > self._largest:
                    raise PageUnreadable(f"{path} {WHY['large']}")
                found = file.read(size + 1)
                # fewer bytes than asked for are the whole file, without a call that says so
                return found if len(found) == size else found + file.read()
        except OSError as error:
            raise PageUnreadable(f"{path}: {error.strerror}") from error

    def _entry_kind(self, entry: "os.DirEntry[str]") -> Kind:
        if entry.is_symlink():
            kind = _kind_of(entry.path)
            if kind != "missing" and not self._is_inside(entry.path):
                return "outside"
            return self._file_kind(entry) if kind == "file" else kind
        if entry.is_file():
            return self._file_kind(entry)
        return "folder" if entry.is_dir() else "special"

    def _file_kind(self, entry: "os.DirEntry[str]") -> Kind:
        if not is_page_name(entry.name):
            return "file"
        if not os.access(entry.path, os.R_OK):
            return "unreadable"
        return "large" if entry.stat().st_size > self._largest else "file"

    def _is_inside(self, place: str) -> bool:
        if "\0" in place:
            return False  # no file has such a name
        real = os.path.realpath(place)
        return contains(self._root, real)


def _key(path: str) -> str:
    """Return a path as the listings know it: the project's own folder is `""`."""
    return "" if path == "." else path


def _is_outside(path: str) -> bool:
    if path.startswith("/") or (os.name == "nt" and os.path.isabs(path)):
        return True
    return ".." in path and ".." in path.split("/")


def _kind_of(place: str) -> Kind:
    if os.path.isfile(place):
        return "file"
    if os.path.isdir(place):
        return "folder"
    return "special" if os.path.exists(place) else "missing"
