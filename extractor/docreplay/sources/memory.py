"""Stores whose files are all known beforehand, such as those of an editor's buffers or of tests."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property

from docreplay.sources.listing import Kind, Listing
from docreplay.sources.store import ListingStore

_HOPS = 40
"""Maximum number of links on the way to a file, as on Linux."""


class TreeStore(ListingStore):
    """A store that knows the paths of all its files, and the target of each of its links."""

    @property
    @abstractmethod
    def paths(self) -> Iterable[str]:
        """The paths of the files."""

    @property
    @abstractmethod
    def links(self) -> Mapping[str, str]:
        """The target of each link, as written, by the path of the link."""

    def list_folder(self, folder: str) -> Listing:
        """Return the content of a folder, which may be reached by a link."""
        real = self.real_path(folder)
        return Listing({}, otherwise="outside") if real is None else self._of(real)

    def refresh(self) -> None:
        """Forget the content of the folders."""
        super().refresh()
        self.__dict__.pop("_tree", None)

    def real_path(self, path: str) -> str | None:
        """Return where a path leads, links followed; None if that is outside the project.

        A link with an absolute target leads outside; one that leads to itself leads nowhere else.
        """
        done, parts, hops = "", path.split("/")[::-1], 0
        while parts and self.links:
            part = parts.pop()
            if part == ".." and not done:
                return None
            here = f"{done}/{part}" if done else part
            if part in ("", "."):
                continue
            if part == "..":
                done = done.rpartition("/")[0]
            elif here not in self.links:
                done = here
            elif self.links[here].startswith("/"):
                return None
            elif hops == _HOPS:
                return here
            else:
                hops += 1
                parts.extend(reversed(self.links[here].split("/")))
        return done if self.links else path

    def _of(self, folder: str) -> Listing:
        prefix = f"{folder}/" if folder else ""
        kinds = {name: self._kind(prefix + name) for name in self._tree.get(folder, ())}
        folders = (name for name, kind in kinds.items() if kind == "folder")
        walked = (name for name in folders if prefix + name not in self.links and name[0] != ".")
        return Listing(kinds, tuple(sorted(walked)))

    def _kind(self, path: str) -> Kind:
        real = self.real_path(path)
        if real is None:
            return "outside"
        folder, _, name = real.rpartition("/")
        if real in self._tree:
            return "folder"
        return (
            "file" if name in self._tree.get(folder, ()) and real not in self.links else "missing"
        )

    @cached_property
    def _tree(self) -> dict[str, set[str]]:
        """The names in each folder."""
        found: dict[str, set[str]] = {"": set()}
        for path in (*self.paths, *self.links):
            below, slash, name = path.rpartition("/")
            while name not in found.setdefault(below, set()):
                found[below].add(name)
                below, slash, name = below.rpartition("/") if slash else ("", "", name)
        return found


class MemoryStore(TreeStore):
    """Files given as text or bytes by path; the mapping may change before a `refresh`."""

    def __init__(
        self, files: Mapping[str, str | bytes], links: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._files = files
        self._links = links or {}

    @property
    def paths(self) -> Iterable[str]:
        """The paths of the files."""
        return self._files

    @property
    def links(self) -> Mapping[str, str]:
        """The target of each link."""
        return self._links

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        found = self._files[self.real_path(path) or path]
        return found.encode() if isinstance(found, str) else found
