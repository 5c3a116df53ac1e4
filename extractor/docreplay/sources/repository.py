"""The clone of the repository that translations were made from; it is only ever read."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from docreplay.config.containment import shown
from docreplay.errors import ConfigError, PageUnreadable
from docreplay.model.page import PAGE_SUFFIXES, without_suffix
from docreplay.sources.git import GitObject, GitObjects, entries, git_variables, run_git
from docreplay.sources.store import WHY

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_OWN = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
)
"""Variables by which git points its hooks to the project's repository, not to the clone."""
_LISTINGS = 8
"""Number of commits whose files are remembered: pages of one day share a commit."""


class Committed(NamedTuple):
    """A page as a commit has it."""

    path: str
    name: str
    """The name of its object: pages with the same one have the same content."""
    text: str | None
    """Its content; None if a partial clone lacks it, or it is too large."""
    is_large: bool = False
    """True if it is larger than a page may be."""


class SourceRepository(Protocol):
    """The repository that translations were made from."""

    @property
    def is_shallow(self) -> bool:
        """True if the history is incomplete."""

    @property
    def head(self) -> str:
        """The commit at HEAD."""

    def has(self, commit: str) -> bool:
        """Return True if the repository has a commit, given by all its hexadecimal digits."""

    def pages(self, commit: str, key: str) -> Iterator[Committed]:
        """Yield each page of a commit whose path, without its suffix, ends with the key."""

    def now(self, page: Committed) -> str | None:
        """Return the text of a page at HEAD; None if it no longer exists.

        Raises `PageUnreadable` if it is too large.
        """


class GitRepository(SourceRepository):
    """A local clone; `close` ends its git process.

    Nothing is fetched: what the clone lacks is missing. A page of more than `largest` bytes is not
    read. Raises `ConfigError` if the folder does not exist or is not in a repository.
    """

    def __init__(self, folder: Path, *, largest: float = float("inf")) -> None:
        if not folder.is_dir():
            hint = "clone the repository of the source, and set `source-repo` to the clone"
            raise ConfigError(f"directory {shown(folder)} does not exist", hint=hint)
        self._folder = folder
        inherited = git_variables()
        self._variables = {name: inherited[name] for name in inherited.keys() - _OWN}
        self._objects = GitObjects(folder, self._variables, largest=largest)
        self._commits: dict[str, bool] = {}
        self._prefixes: list[str] = []
        """What preceded the keys of pages so far, the last one first: they are in few folders."""
        self._listed: dict[str, Mapping[str, str]] = {}

    def close(self) -> None:
        """End git."""
        self._objects.close()

    @cached_property
    def is_shallow(self) -> bool:
        """True if the clone was made without its history."""
        answer = run_git(
            self._folder, "rev-parse", "--is-shallow-repository", variables=self._variables
        )
        return answer.strip() == b"true"

    @cached_property
    def head(self) -> str:
        """The commit at HEAD, with all its hexadecimal digits."""
        return (
            run_git(self._folder, "rev-parse", "HEAD", variables=self._variables).decode().strip()
        )

    def has(self, commit: str) -> bool:
        """Return True if the clone has a commit, given by all its hexadecimal digits."""
        if commit not in self._commits:
            known = _COMMIT.fullmatch(commit) and self._get(f"{commit}^{{commit}}", "commit")
            self._commits[commit] = bool(known)
        return self._commits[commit]

    def pages(self, commit: str, key: str) -> Iterator[Committed]:
        """Yield each page of a commit whose path, without its suffix, ends with the key.

        Several versions of a product may have the same page. Folders in which pages were found
        before come first; the commit's files are listed only if the caller asks for more.
        """
        seen = set()
        for prefix in tuple(self._prefixes):
            for path in (f"{prefix}{key}{suffix}" for suffix in PAGE_SUFFIXES):
                if found := self._get(f"{commit}:{path}", "blob"):
                    seen.add(path)
                    self._prefer(prefix)
                    yield _committed(path, found.name, found)
        for path, name in self._files(commit).items():
            bare = without_suffix(path)
            prefix = bare.removesuffix(key)
            if bare not in (path, prefix) and prefix[-1:] in ("", "/") and path not in seen:
                self._prefer(prefix)
                yield _committed(path, name, self._get(name, "blob"))

    def now(self, page: Committed) -> str | None:
        """Return the text of a page at HEAD; None if it no longer exists.

        Raises `PageUnreadable` if it is too large.
        """
        name = self._now.get(page.path)
        if name in (None, page.name):
            return page.text if name else None
        return decoded(self._get(str(name), "blob"), page.path)

    def _prefer(self, prefix: str) -> None:
        self._prefixes = [prefix, *(other for other in self._prefixes if other != prefix)]

    @cached_property
    def _now(self) -> Mapping[str, str]:
        return self._listing("HEAD")

    def _files(self, commit: str) -> Mapping[str, str]:
        if commit not in self._listed:
            if len(self._listed) == _LISTINGS:
                del self._listed[next(iter(self._listed))]
            self._listed[commit] = self._listing(commit)
        return self._listed[commit]

    def _listing(self, commit: str) -> Mapping[str, str]:
        """Return the names of the objects that a commit has as files, by path."""
        found = entries(self._folder, commit, "--full-tree", variables=self._variables)
        return {entry.path: entry.name for entry in found}

    def _get(self, called: str, kind: str) -> GitObject | None:
        """Return an object; None if the clone has none of that kind."""
        found = self._objects.get(called)
        return found if found and found.kind == kind else None


def _committed(path: str, name: str, found: GitObject | None) -> Committed:
    is_large = found is not None and found.is_large
    return Committed(path, name, None if is_large else decoded(found, path), is_large)


def decoded(found: GitObject | None, path: str) -> str | None:
    """Return the text of a file in git; None without one.

    Raises `PageUnreadable` if it is too large.
    """
    if found and found.is_large:
        raise PageUnreadable(f"{path} {WHY['large']}")
    return found.data.decode("utf-8", "replace") if found else None
