"""The files of a documentation project as a git revision has them."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from docreplay.errors import PageUnreadable
from docreplay.sources.git import GitObjects, check_revision, entries, repository_of
from docreplay.sources.memory import TreeStore
from docreplay.sources.store import WHY

_LINK = "120000"
_FILES = ("100644", "100755", _LINK)
"""Modes of git's tree entries that are files or links; the others are submodules."""


class RevisionStore(TreeStore):
    """The files below a folder of a repository at a revision; nothing is checked out or fetched.

    A file of more than `largest` bytes is not read. `close` ends the git process. Raises
    `ConfigError` if the folder is not in a repository or the revision is unknown.
    """

    def __init__(self, root: Path, revision: str, *, largest: float = float("inf")) -> None:
        super().__init__()
        self._root, self._revision, self._largest = root, revision, largest
        check_revision(revision)
        self._repository = repository_of(root)
        self._objects = GitObjects(root, repository=self._repository, largest=largest)
        self._load()

    def __reduce__(self) -> tuple[Callable[..., "RevisionStore"], tuple[Path, str]]:
        """Return how another process opens the same revision."""
        return partial(RevisionStore, largest=self._largest), (self._root, self._revision)

    @property
    def paths(self) -> Iterable[str]:
        """The paths of the files."""
        return self._names

    @property
    def links(self) -> Mapping[str, str]:
        """The target of each link."""
        return self._links

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raise `PageUnreadable` if a partial clone lacks them, or the file is too large.
        """
        found = self._objects.get(self._names[self.real_path(path) or path])
        if found is None:
            raise PageUnreadable(f"{path}: the clone does not have its content")
        if found.is_large:
            raise PageUnreadable(f"{path} {WHY['large']}")
        return found.data

    def refresh(self) -> None:
        """Resolve the revision again: a branch may have moved."""
        super().refresh()
        self._load()

    def close(self) -> None:
        """End git."""
        self._objects.close()

    def _load(self) -> None:
        found = entries(self._root, self._revision, repository=self._repository)
        listed = [item for item in found if item.mode in _FILES]
        self._names = {item.path: item.name for item in listed if item.mode != _LINK}
        targets = {item.path: self._objects.get(item.name) for item in listed if item.mode == _LINK}
        self._links = {
            path: target.data.decode("utf-8", "surrogateescape")
            for path, target in targets.items()
            if target
        }
