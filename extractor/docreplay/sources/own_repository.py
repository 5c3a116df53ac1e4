"""The repository of the documentation itself: which commit last changed a page, and old texts."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from docreplay.sources.git import GitObjects, git_variables, repository_of, run_git
from docreplay.sources.repository import decoded

_COMMIT = re.compile(r"//([0-9a-f]{40,64}) (.*)")


class LastCommit(NamedTuple):
    """The commit that last changed a file."""

    name: str
    is_certain: bool = True
    """False at the end of a shallow history: an earlier commit, which is missing, may be right."""


class OwnRepository:
    """The repository around the project's folder; `close` ends its git process.

    It is only read, and no file of more than `largest` bytes. Raises `ConfigError` if the folder is
    not in a repository.
    """

    def __init__(self, root: Path, docs: Sequence[str], *, largest: float = float("inf")) -> None:
        self._root, self._repository = root, repository_of(root)
        self._docs = tuple(folder for folder in docs if _is_inside(folder))
        self._objects = GitObjects(root, repository=self._repository, largest=largest)

    def close(self) -> None:
        """End git."""
        self._objects.close()

    @cached_property
    def head(self) -> str:
        """The commit at HEAD; `""` if there is none yet."""
        found = self._objects.get("HEAD^{commit}")
        return found.name if found else ""

    @cached_property
    def is_shallow(self) -> bool:
        """True if the history is incomplete."""
        answer = run_git(self._root, *self._repository, "rev-parse", "--is-shallow-repository")
        return answer.strip() == b"true"

    def has(self, commit: str) -> bool:
        """Return True if the repository has a commit, given by all its hexadecimal digits."""
        found = self._objects.get(f"{commit}^{{commit}}")
        return found is not None and found.kind == "commit"

    def text(self, commit: str, path: str) -> str | None:
        """Return the text of a file at a commit; None if it is not a file there, or missing.

        The path is relative to the project. Raises `PageUnreadable` if the file is too large.
        """
        found = self._objects.get(f"{commit}:{self._prefix}{path}")
        return decoded(found, path) if found and found.kind == "blob" else None

    def last_commit(self, path: str) -> LastCommit | None:
        """Return the commit that last changed a file of the documentation; None if none did."""
        found = self._last.get(path)
        is_complete = found is not None and not found.is_certain and not self.is_shallow
        return found._replace(is_certain=True) if found and is_complete else found

    @cached_property
    def _prefix(self) -> str:
        """The project's folder in the repository, with a slash at its end; `""` for its root."""
        shown = run_git(self._root, *self._repository, "rev-parse", "--show-prefix")
        return os.fsdecode(shown.removesuffix(b"\n"))

    @cached_property
    def _last(self) -> Mapping[str, LastCommit]:
        if not (self.head and self._docs):
            return {}
        return _last_commits(self._root, self._repository, self._docs, self.head)


def _is_inside(folder: str) -> bool:
    """Return True if a path cannot lead out of the project; git refuses other ones."""
    return not Path(folder).is_absolute() and ".." not in Path(folder).parts


@lru_cache(maxsize=2)
def _last_commits(
    root: Path, repository: tuple[str, ...], docs: tuple[str, ...], head: str
) -> Mapping[str, LastCommit]:
    """Return the last commit of each file of the folders, in one pass over the history.

    A commit without parents is not certain: in a shallow clone, it has all files. Texts are not
    compared, so that no filter or program of the configuration is run.
    """
    shown = run_git(
        root, *repository, "--literal-pathspecs", "log", "--format=//%H %P", "--name-only", "-z",
        "--relative", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-show-signature",
        "--no-color", "--no-notes", "--ignore-submodules=all", head, "--", *docs,
        variables=git_variables(),
    )  # fmt: skip
    found: dict[str, LastCommit] = {}
    last = LastCommit("")
    for part in shown.split(b"\0"):
        word = os.fsdecode(part.removeprefix(b"\n"))
        if commit := _COMMIT.fullmatch(word):
            last = LastCommit(commit[1], is_certain=bool(commit[2]))
        elif word:
            found.setdefault(word, last)
    return found
