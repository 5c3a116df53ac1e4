"""What git knows of the project; it is only ever read."""

import os
import subprocess
from pathlib import Path

from extractor.errors import ConfigError


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


def _paths(root: Path, *arguments: str) -> frozenset[str]:
    """The paths that a command of git lists, each ended by a NUL."""
    return frozenset(os.fsdecode(name) for name in _output(root, *arguments).split(b"\0") if name)


def _output(root: Path, *arguments: str) -> bytes:
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]
    english = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(command, cwd=root, env=english, capture_output=True, check=True)  # noqa: S603  # a list of words: no shell reads them
    except FileNotFoundError:
        raise ConfigError("there is no git here", hint="install git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        hint = "name a revision that this clone has; a shallow one may need `git fetch --unshallow`"
        raise ConfigError(f"git {arguments[0]}: {said}", hint=hint) from None
    return done.stdout
