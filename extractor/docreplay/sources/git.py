"""The git side of a documentation project: changed files, and the objects of a repository.

Repositories are only read: nothing is checked out, fetched or asked of a person.
"""

import os
import subprocess
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import NamedTuple

from docreplay.errors import ConfigError


def changed_paths(root: Path, revision: str) -> frozenset[str]:
    """Return the files that differ from a revision, and those that git does not track yet.

    Paths are relative to `root` and of POSIX form; removed files are included. Raises `ConfigError`
    if git, the repository or the revision is missing.
    """
    check_revision(revision)
    repository = repository_of(root)
    untracked = _paths(root, *repository, "ls-files", "--others", "--exclude-standard", "-z")
    plain = (*repository, *_without_filters(root, repository))
    listed = _divided(run_git(
        root, *plain, "diff", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z",
        "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--end-of-options",
        revision, "--",
    ))  # fmt: skip
    changed = {path: about for about, path in zip(listed, listed, strict=True)}
    return (frozenset(changed) | untracked) - _touched(root, plain, changed)


_AT_ONCE = 500
"""Number of files whose content is compared by one process of git."""


def _touched(root: Path, plain: Sequence[str], changed: Mapping[str, str]) -> set[str]:
    """Return the files that only their times or owners make look changed.

    So it is after a copy, a cache of CI or a change of the owner, and git does not compare their
    content: it would write down in the index that they are the same. `changed` has what git says
    of each path, `:MODE MODE OBJECT OBJECT M`; an object of zeros is one that it did not read.
    """
    unread: dict[str, str] = {}
    for path, about in changed.items():
        old_mode, mode, old, new, status = about.removeprefix(":").split(" ")
        if status == "M" and old_mode == mode != "120000" and not new.strip("0"):
            unread[path] = old
    paths = list(unread)
    found: set[str] = set()
    for at in range(0, len(paths), _AT_ONCE):
        part = paths[at : at + _AT_ONCE]
        try:
            names = run_git(root, *plain, "hash-object", "--", *part).decode("ascii").split()
        except ConfigError:  # one of them cannot be read, which the command says that reads it
            continue
        found.update(path for path, name in zip(part, names, strict=True) if unread[path] == name)
    return found


def repository_of(root: Path) -> tuple[str, ...]:
    """Return the options that name the repository around a folder of a working tree.

    Git's own search would also take a folder of the tree that merely looks like a bare repository,
    with its configuration, which can name programs to run (`safe.bareRepository`). A
    `.git` cannot be committed, so the nearest one upwards is the repository. A hook has named it.
    """
    if "GIT_DIR" in os.environ:
        return ()
    for folder in (root.resolve(), *root.resolve().parents):
        if (folder / ".git").exists():
            return (f"--git-dir={folder / '.git'}", f"--work-tree={folder}")
    raise ConfigError(
        f"{root.resolve()} is not in a git repository",
        hint="run in a clone of the repository, or leave out --changed-since",
    )


def head_revision(root: Path) -> str:
    """Return the commit that is checked out, or `""` where there is none."""
    try:
        found = run_git(root, *repository_of(root), "rev-parse", "--verify", "--quiet", "HEAD")
    except ConfigError:
        return ""
    return found.decode("ascii", "replace").strip()


def remote_url(root: Path) -> str:
    """Return the URL of the remote `origin`, or `""` where there is none."""
    try:
        found = run_git(root, *repository_of(root), "config", "--get", "remote.origin.url")
    except ConfigError:
        return ""
    return found.decode("utf-8", "replace").strip()


def _without_filters(root: Path, repository: Sequence[str]) -> Iterator[str]:
    """Yield the options that switch configured content filters off.

    Attributes of the tree choose which files a filter is run on, and it may be a program of the
    tree, such as `filter.x.clean=./clean.sh`.
    """
    names = _divided(run_git(root, *repository, "config", "-z", "--list", "--name-only"))
    filters = {name.rpartition(".")[0] for name in names if name.startswith("filter.")}
    for name in sorted(filters):
        for setting in ("clean=", "process=", "required=false"):
            yield from ("-c", f"{name}.{setting}")


def check_revision(revision: str) -> None:
    """Raise `ConfigError` if a text cannot be a revision, such as an option of git."""
    if not revision or revision.startswith("-"):
        raise ConfigError(
            f"invalid git revision `{revision}`", hint="name a branch, a tag or a commit"
        )


_PART = 65_536
"""Bytes that are read at a time of what is not kept."""


class TreeEntry(NamedTuple):
    """A file of a commit."""

    path: str
    mode: str
    """Six octal digits, such as `100644`; `120000` is a link."""
    name: str
    """The name of its object: files with the same one have the same content."""


def entries(
    folder: Path,
    revision: str,
    *arguments: str,
    repository: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
) -> Iterator[TreeEntry]:
    """Yield the files of a revision at or below the folder, with paths relative to it."""
    command = (*repository, "ls-tree", "-r", "-z", *arguments, revision)
    listed = run_git(folder, *command, variables=variables)
    for about, _, path in (entry.partition("\t") for entry in _divided(listed)):
        mode, _kind, name = about.split()
        yield TreeEntry(path, mode, name)


class GitObject(NamedTuple):
    """An object of a repository."""

    name: str
    kind: str
    """`blob`, `commit`, `tree` or `tag`."""
    data: bytes
    is_large: bool = False
    """True if it is a file of more bytes than are read; it then has no data."""


class GitObjects:
    """The objects of a repository, read through one git process.

    The process ends on `close`, and at the latest with this object. Of a file that is larger than
    `largest` bytes no data is kept: a commit may contain what no page of the tree may be.

    Raises `ConfigError` if the folder is not in a repository.
    """

    def __init__(
        self,
        folder: Path,
        variables: Mapping[str, str] | None = None,
        repository: Sequence[str] = (),
        largest: float = float("inf"),
    ) -> None:
        self._folder, self._repository, self._largest = folder, repository, largest
        self._variables = git_variables() if variables is None else variables
        run_git(folder, *repository, "rev-parse", "--git-dir", variables=self._variables)
        self._git = self._started()

    def close(self) -> None:
        """End git."""
        self._end()

    def get(self, called: str) -> GitObject | None:
        """Return an object by its name or by `REVISION:PATH`; None if the repository lacks it."""
        if "\n" in called:
            return None
        words = self._answer(called).decode("utf-8", "replace").split()
        if len(words) != 3 or not words[2].isdigit() or not self._git.stdout:
            return None
        size = int(words[2])
        is_large = words[1] == "blob" and size > self._largest
        data = b"" if is_large else self._git.stdout.read(size)
        self._skip(size + 1 - len(data))
        return GitObject(words[0], words[1], data, is_large)

    def _skip(self, size: int) -> None:
        """Read a number of bytes of git's answer, a part at a time, and forget them."""
        while size > 0 and self._git.stdout and (part := self._git.stdout.read(min(size, _PART))):
            size -= len(part)

    def _answer(self, called: str) -> bytes:
        """Return the first line of git's answer.

        Git before 2.44 ends if a partial clone lacks an object; it is then started again.
        """
        asked, answers = self._git.stdin, self._git.stdout
        if not asked or not answers:
            return b""
        asked.write(os.fsencode(called) + b"\n")
        asked.flush()
        answer = answers.readline()
        if not answer:
            self.close()
            self._git = self._started()
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        git = subprocess.Popen(  # noqa: S603  # as in `run_git`
            _command(*self._repository, "cat-file", "--batch"),
            cwd=self._folder, env=self._variables, stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip
        self._end = weakref.finalize(self, git.communicate)
        return git


def _paths(root: Path, *arguments: str) -> frozenset[str]:
    """Return the paths that a command of git lists."""
    return frozenset(_divided(run_git(root, *arguments)))


def _divided(output: bytes) -> Iterator[str]:
    """Yield the names in git's output, each ended by a NUL."""
    return (os.fsdecode(name) for name in output.split(b"\0") if name)


def run_git(root: Path, *arguments: str, variables: Mapping[str, str] | None = None) -> bytes:
    """Return what a command of git prints. Raise `ConfigError` if it fails or git is missing."""
    inherited = git_variables() if variables is None else variables
    try:
        done = subprocess.run(  # noqa: S603  # a list of words: no shell reads them
            _command(*arguments), cwd=root, env=inherited, capture_output=True, check=True
        )
    except FileNotFoundError:
        raise ConfigError("git not found on PATH", hint="install git") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        hint = "name a revision that this clone has; a shallow one may need `git fetch --unshallow`"
        command = next(word for word in arguments if not word.startswith("-"))
        raise ConfigError(f"git {command}: {reason}", hint=hint) from None
    return done.stdout


def _command(*arguments: str) -> list[str]:
    unchanging = ("-c", "core.fsmonitor=false", "-c", "diff.autoRefreshIndex=false")
    return ["git", "--no-optional-locks", *unchanging, *arguments]


def git_variables() -> dict[str, str]:
    """Return variables for messages in English and no prompt, network access or lazy fetch."""
    quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return {**os.environ, **quiet, "GIT_ALLOW_PROTOCOL": ""}
