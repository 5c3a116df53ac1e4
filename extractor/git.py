"""What git knows of the project; it is only ever read."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from subprocess import DEVNULL, PIPE

from extractor.errors import ConfigError

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_OWN = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
)
"""What git tells its hooks of the project's repository; another repository is found without."""
_LISTINGS = 16
"""Of how many commits all files are remembered: pages of one day share theirs."""


def changed_paths(root: Path, revision: str) -> frozenset[str]:
    """The files that are not as they were in a revision, and those that git does not know yet.

    Paths are relative to `root` and of POSIX form; a file that is gone is among them. Raises
    `ConfigError` where there is no git, no repository or no such revision.
    """
    if not revision or revision.startswith("-"):
        raise ConfigError(f"`{revision}` is no revision", hint="name a branch, a tag or a commit")
    untracked = _paths(root, "ls-files", "--others", "--exclude-standard", "-z")
    changed = _paths(
        root, "diff", "--name-only", "--no-renames", "--relative", "-z",
        "--no-ext-diff", "--end-of-options", revision, "--",
    )  # fmt: skip
    return changed | untracked


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
        _output(folder, "rev-parse", "--git-dir", environment=self._environment)
        self._git = subprocess.Popen(  # noqa: S603  # as in `_output`
            _command("cat-file", "--batch"),
            cwd=folder, env=self._environment, stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip
        self._prefixes: dict[str, None] = {}
        """What preceded the keys of pages so far: all pages stand below few folders."""
        self._listed: dict[str, tuple[str, ...]] = {}

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone was made without its history."""
        words = ("rev-parse", "--is-shallow-repository")
        return _output(self._folder, *words, environment=self._environment).strip() == b"true"

    def close(self) -> None:
        """Ends git."""
        self._git.communicate()

    def has(self, commit: str) -> bool:
        """Whether the clone has a commit; one is named by all its hexadecimal digits."""
        return (
            bool(_COMMIT.fullmatch(commit))
            and self._object(f"{commit}^{{commit}}", "commit") is not None
        )

    def pages(self, commit: str, key: str) -> Iterator[tuple[str, str]]:
        """Path and text of each page of a commit whose path ends with the key and `.md`.

        Several versions of a product may have the same page. Folders in which pages were found
        before come first; the commit's files are listed only if the caller asks for more.
        """
        seen = {f"{prefix}{key}.md" for prefix in self._prefixes}
        yield from self._texts(commit, sorted(seen))
        further = [
            path
            for path in self._paths(commit)
            if f"/{path}".endswith(f"/{key}.md") and path not in seen
        ]
        self._prefixes.update((path.removesuffix(f"{key}.md"), None) for path in further)
        yield from self._texts(commit, further)

    def text_now(self, path: str) -> str | None:
        """The text of a page as it is at HEAD, or None where it is not there any more."""
        return next((text for _, text in self._texts("HEAD", [path])), None)

    def _texts(self, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        for path in paths:
            data = self._object(f"{commit}:{path}", "blob")
            if data is not None:
                yield path, data.decode("utf-8", "replace")

    def _paths(self, commit: str) -> tuple[str, ...]:
        if commit not in self._listed:
            words = ("ls-tree", "-r", "--full-tree", "--name-only", "-z", commit)
            found = _paths(self._folder, *words, environment=self._environment)
            if len(self._listed) == _LISTINGS:
                del self._listed[next(iter(self._listed))]
            self._listed[commit] = tuple(sorted(found))
        return self._listed[commit]

    def _object(self, name: str, kind: str) -> bytes | None:
        """The content of an object, or None where the clone has none of that name and kind."""
        asked, answers = self._git.stdin, self._git.stdout
        if not asked or not answers or "\n" in name:
            return None
        try:
            asked.write(os.fsencode(name) + b"\n")
            asked.flush()
        except BrokenPipeError:
            raise ConfigError("git ended early", hint="try `git fsck` in the clone") from None
        words = answers.readline().split(b" ")
        if len(words) != 3 or not words[2].strip().isdigit():
            return None
        data = answers.read(int(words[2]))
        answers.read(1)
        return data if words[1].decode() == kind else None


def _paths(
    root: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> frozenset[str]:
    """The paths that a command of git lists, each ended by a NUL."""
    listed = _output(root, *arguments, environment=environment).split(b"\0")
    return frozenset(os.fsdecode(name) for name in listed if name)


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
    return ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]


def _environment() -> dict[str, str]:
    """Messages in English, and no question to anybody: neither a person nor another host."""
    quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return {**os.environ, **quiet, "GIT_ALLOW_PROTOCOL": ""}
