"""Where a configuration may be, and what it may name: nothing outside the project.

A configuration may come with a pull request from anybody.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from docreplay.config.settings import Config
from docreplay.errors import ConfigError

_PATHS = ("output", "baseline", "stamp_file", "glossary", "cassettes", "files")
"""Fields with a path that docreplay writes, or whose content it prints."""
_HINT = "use a path inside the project, without links that lead out of it"


def refuse_outside(config: Config, origin: str) -> None:
    """Raise `ConfigError` if a file of the configuration names a path outside the project."""
    for key in _PATHS:
        value = str(getattr(config, key))
        if value and not (_is_below(config.root, value) and _stays(config.root, value)):
            raise ConfigError(
                f"{origin}: `{_named(key)}`: {value} is outside the project", hint=_HINT
            )


def refuse_links(config: Config) -> None:
    """Raise `ConfigError` if a path inside the project is a link that leads out of it.

    The user may name any other path, on the command line or in the environment.
    """
    for key in _PATHS:
        value = str(getattr(config, key))
        if value and _is_below(config.root, value) and not _stays(config.root, value):
            message = f"`{_named(key)}`: {value} is a link that leads out of the project"
            raise ConfigError(message, hint="remove the link, or use another path")


def _named(field: str) -> str:
    return field.replace("_", "-")


def refuse_linked_file(root: Path, file: Path) -> None:
    """Raise `ConfigError` if the configuration is a link that leads out of the project."""
    if not _stays(root, file.name):
        message = f"{file.name} is a link that leads out of the project"
        raise ConfigError(message, hint="replace the link by the file")


def refuse_linked_folder(root: Path, folder: Path) -> None:
    """Raise `ConfigError` if a folder inside the project is a link that leads out of it."""
    path = str(folder)
    if _is_below(root, path) and not _stays(root, path):
        message = f"`{shown(folder)}` is a link that leads out of the project"
        raise ConfigError(message, hint="remove the link, or use another folder")


def upwards(start: Path) -> Iterator[Path]:
    """Yield the folders that may be the project of a folder: that folder, and those above it.

    They end at the root of the git repository; without one, below the first folder that others may
    write to, such as `/tmp`, or that belongs to another user.
    """
    folders = (start, *start.parents)
    repository = next((folder for folder in folders if (folder / ".git").exists()), None)
    for folder in folders:
        if folder != start and repository is None and not _is_own(folder, start):
            return
        yield folder
        if folder == repository:
            return


def _is_own(folder: Path, start: Path) -> bool:
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid in (start.stat().st_uid, os.getuid()) and not status.st_mode & 0o002


def _is_below(root: Path, path: str) -> bool:
    """Return True if a path is inside the project as it is written, links not followed."""
    base = os.path.normpath(Path.cwd() / root)
    return contains(base, os.path.normpath(Path(base) / path))


def _stays(root: Path, path: str) -> bool:
    """Return True if a path is inside the project, and not in `.git`, links followed."""
    base = os.path.realpath(root)
    real = os.path.realpath(Path(base) / path)
    return contains(base, real) and ".git" not in Path(os.path.relpath(real, base)).parts


def shown(path: Path) -> str:
    """Return a path as messages print it: relative to the current folder if it is inside that."""
    here, written = str(Path.cwd()), os.path.normpath(Path.cwd() / path)
    if written == here or not contains(here, written):
        return str(path)
    return Path(os.path.relpath(written, here)).as_posix()


def contains(folder: str, path: str) -> bool:
    """Return True if a normalized path is the folder or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
