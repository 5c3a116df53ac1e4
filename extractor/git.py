"""What git knows of the project; it is only ever read."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE

from extractor.errors import ConfigError

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


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
        _output(folder, "rev-parse", "--git-dir")
        self._folder = folder
        command = _command("cat-file", "--batch")
        self._git = subprocess.Popen(  # noqa: S603  # as in `_output`
            command, cwd=folder, env=_environment(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        self._prefixes: dict[str, None] = {}
        """What preceded the keys of pages so far: all pages stand below few folders."""
        self._listed: tuple[str, tuple[str, ...]] = ("", ())

    def close(self) -> None:
        """Ends git."""
        self._git.communicate()

    def has(self, commit: str) -> bool:
        """Whether the clone has a commit; one is named by all its hexadecimal digits."""
        return bool(_COMMIT.fullmatch(commit)) and self._object(f"{commit}^{{commit}}") is not None

    def pages(self, commit: str, key: str) -> Iterator[tuple[str, str]]:
        """Path and text of each page of a commit whose path ends with the key and `.md`.

        Several versions of a product may have the same page. Folders in which pages were found
        before come first; the commit's files are listed only if the caller asks for more.
        """
        seen = set()
        for prefix in tuple(self._prefixes):
            path = f"{prefix}{key}.md"
            seen.add(path)
            if (data := self._object(f"{commit}:{path}")) is not None:
                yield path, data.decode("utf-8", "replace")
        for path in self._paths(commit):
            if f"/{path}".endswith(f"/{key}.md") and path not in seen:
                self._prefixes[path.removesuffix(f"{key}.md")] = None
                if (data := self._object(f"{commit}:{path}")) is not None:
                    yield path, data.decode("utf-8", "replace")

    def text_now(self, path: str) -> str | None:
        """The text of a page as it is at HEAD, or None where it is not there any more."""
        data = self._object(f"HEAD:{path}")
        return None if data is None else data.decode("utf-8", "replace")

    def _paths(self, commit: str) -> tuple[str, ...]:
        if self._listed[0] != commit:
            names = ("ls-tree", "-r", "--full-tree", "--name-only", "-z", commit)
            self._listed = (commit, tuple(sorted(_paths(self._folder, *names))))
        return self._listed[1]

    def _object(self, name: str) -> bytes | None:
        """The content of an object, or None where the clone has none of that name."""
        asked, answers = self._git.stdin, self._git.stdout
        if not asked or not answers or "\n" in name:
            return None
        asked.write(os.fsencode(name) + b"\n")
        asked.flush()
        words = answers.readline().split(b" ")
        if len(words) != 3 or not words[2].strip().isdigit():
            return None
        data = answers.read(int(words[2]))
        answers.read(1)
        return data


def _paths(root: Path, *arguments: str) -> frozenset[str]:
    """The paths that a command of git lists, each ended by a NUL."""
    return frozenset(os.fsdecode(name) for name in _output(root, *arguments).split(b"\0") if name)


def _output(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # a list of words: no shell reads them
            _command(*arguments), cwd=root, env=_environment(), capture_output=True, check=True
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
