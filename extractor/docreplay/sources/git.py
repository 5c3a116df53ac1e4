"""What git knows of the project; it is only ever read."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import NamedTuple

from docreplay.errors import ConfigError

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_OWN = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
)
"""What git tells its hooks of the project's repository; another repository is found without."""
_LISTINGS = 8
"""Of how many commits all files are remembered: pages of one day share theirs."""


def changed_paths(root: Path, revision: str) -> frozenset[str]:
    """The files that are not as they were in a revision, and those that git does not know yet.

    Paths are relative to `root` and of POSIX form; a file that is gone is among them. Raises
    `ConfigError` where there is no git, no repository or no such revision.
    """
    if not revision or revision.startswith("-"):
        raise ConfigError(f"`{revision}` is no revision", hint="name a branch, a tag or a commit")
    repository = _repository_of(root)
    untracked = _paths(root, *repository, "ls-files", "--others", "--exclude-standard", "-z")
    changed = _paths(
        root, *repository, *_without_filters(root, repository),
        "diff", "--name-only", "--no-renames", "--relative", "-z", "--no-ext-diff",
        "--no-textconv", "--ignore-submodules=all", "--end-of-options", revision, "--",
    )  # fmt: skip
    return changed | untracked


def _repository_of(root: Path) -> tuple[str, ...]:
    """Return the options that name the repository around a folder of a working tree.

    Git's own search would also take a folder of the tree that merely looks like a bare repository,
    with its configuration, which can name programs to run (`safe.bareRepository`). Nobody can
    commit a `.git`, so the nearest one upwards is the repository. A hook has named it already.
    """
    if "GIT_DIR" in os.environ:
        return ()
    for folder in (root.resolve(), *root.resolve().parents):
        if (folder / ".git").exists():
            return (f"--git-dir={folder / '.git'}", f"--work-tree={folder}")
    raise ConfigError(
        f"{root.resolve()} is not in a git repository", hint="leave out --changed-since"
    )


def _without_filters(root: Path, repository: Sequence[str]) -> Iterator[str]:
    """Yield the options that switch configured content filters off.

    Attributes of the tree choose which files a filter is run on, and it may be a program of the
    tree, such as `filter.x.clean=./clean.sh`.
    """
    names = _divided(_output(root, *repository, "config", "-z", "--list", "--name-only"))
    filters = {name.rpartition(".")[0] for name in names if name.startswith("filter.")}
    for name in sorted(filters):
        for setting in ("clean=", "process=", "required=false"):
            yield from ("-c", f"{name}.{setting}")


class Committed(NamedTuple):
    """A page as a commit has it."""

    path: str
    name: str
    """The object's name: pages with the same one have the same content."""
    text: str | None
    """Its content, or None where a partial clone does not have it."""


class SourceRepository:
    """A clone of the repository that translations were made from; it is only ever read.

    One process of git answers for all pages; `close` ends it. Nothing is fetched: what the clone
    does not have is not there. Raises `ConfigError` where the folder is no repository.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            hint = "clone the source's repository, and name the clone"
            raise ConfigError(f"there is no folder {folder}", hint=hint)
        self._folder = folder
        told = _environment()
        self._environment = {name: told[name] for name in told.keys() - _OWN}
        self._output("rev-parse", "--git-dir")
        self._git = self._started()
        self._commits: dict[str, bool] = {}
        self._prefixes: list[str] = []
        """What preceded the keys of pages so far, the last one first: they stand in few folders."""
        self._listed: dict[str, Mapping[str, str]] = {}

    def close(self) -> None:
        """Ends git."""
        self._git.communicate()

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone was made without its history."""
        return self._output("rev-parse", "--is-shallow-repository").strip() == b"true"

    def has(self, commit: str) -> bool:
        """Whether the clone has a commit; one is named by all its hexadecimal digits."""
        if commit not in self._commits:
            known = _COMMIT.fullmatch(commit) and self._object(f"{commit}^{{commit}}", "commit")
            self._commits[commit] = bool(known)
        return self._commits[commit]

    def pages(self, commit: str, key: str) -> Iterator[Committed]:
        """Each page of a commit whose path ends with the key and `.md`.

        Several versions of a product may have the same page. Folders in which pages were found
        before come first; the commit's files are listed only if the caller asks for more.
        """
        given = set()
        for prefix in tuple(self._prefixes):
            if found := self._object(f"{commit}:{prefix}{key}.md", "blob"):
                given.add(prefix)
                self._prefer(prefix)
                yield Committed(f"{prefix}{key}.md", *found)
        for path, name in self._files(commit).items():
            prefix = path.removesuffix(f"{key}.md")
            if prefix != path and prefix[-1:] in ("", "/") and prefix not in given:
                self._prefer(prefix)
                found = self._object(name, "blob")
                yield Committed(path, name, found[1] if found else None)

    def now(self, page: Committed) -> str | None:
        """The text of a page as it is at HEAD, or None where it is not there any more."""
        name = self._now.get(page.path)
        if name in (None, page.name):
            return page.text if name else None
        found = self._object(str(name), "blob")
        return found[1] if found else None

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
        """The names of the objects that a commit has as files, by path."""
        found = _divided(self._output("ls-tree", "-r", "--full-tree", "-z", commit))
        entries = (entry.partition("\t") for entry in found)
        return {path: about.rpartition(" ")[2] for about, _, path in entries}

    def _object(self, called: str, kind: str) -> tuple[str, str] | None:
        """Name and text of an object, or None where the clone has none of that kind."""
        if "\n" in called:
            return None
        words = self._asked(called).decode("utf-8", "replace").split()
        if len(words) != 3 or not words[2].isdigit() or not self._git.stdout:
            return None
        data = self._git.stdout.read(int(words[2]))
        self._git.stdout.read(1)
        return (words[0], data.decode("utf-8", "replace")) if words[1] == kind else None

    def _asked(self, called: str) -> bytes:
        """The first line of git's answer.

        Git before 2.44 ends where a partial clone does not have an object; then it is started anew.
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
        return subprocess.Popen(  # noqa: S603  # as in `_output`
            _command("cat-file", "--batch"),
            cwd=self._folder, env=self._environment, stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip

    def _output(self, *arguments: str) -> bytes:
        return _output(self._folder, *arguments, environment=self._environment)


def _paths(root: Path, *arguments: str) -> frozenset[str]:
    """The paths that a command of git lists."""
    return frozenset(_divided(_output(root, *arguments)))


def _divided(output: bytes) -> Iterator[str]:
    """The names in git's output, each ended by a NUL."""
    return (os.fsdecode(name) for name in output.split(b"\0") if name)


def _output(root: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> bytes:
    told = _environment() if environment is None else environment
    try:
        done = subprocess.run(  # noqa: S603  # a list of words: no shell reads them
            _command(*arguments), cwd=root, env=told, capture_output=True, check=True
        )
    except FileNotFoundError:
        raise ConfigError("there is no git here", hint="install git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        hint = "name a revision that this clone has; a shallow one may need `git fetch --unshallow`"
        raise ConfigError(f"git {arguments[0]}: {said}", hint=hint) from None
    return done.stdout


def _command(*arguments: str) -> list[str]:
    unchanging = ("-c", "core.fsmonitor=false", "-c", "diff.autoRefreshIndex=false")
    return ["git", "--no-optional-locks", *unchanging, *arguments]


def _environment() -> dict[str, str]:
    """Messages in English, and no question to anybody: neither a person nor another host."""
    quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return {**os.environ, **quiet, "GIT_ALLOW_PROTOCOL": ""}
