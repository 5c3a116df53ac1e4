"""Paths of pages as the command line names them."""

import os
from collections.abc import Iterable
from pathlib import Path


def resolved(paths: Iterable[str], root: Path) -> tuple[str, ...]:
    """Return absolute paths: from the current folder, or else from that of the project.

    A case id stays as it is; in `PATH#LABEL` the path becomes relative to the project.
    """
    return tuple(_resolved(path, root) for path in paths)


def _resolved(path: str, root: Path) -> str:
    here = Path.cwd() / path
    if here.exists():
        return str(here)
    if "#" in path and not (root / path).exists():
        page, _, label = path.rpartition("#")
        file = Path.cwd() / page
        return f"{below(root, file)}#{label}" if file.is_file() else path
    return str(root.resolve() / path if (root / path).exists() else here)


def below(root: Path, path: Path | str) -> str:
    """Return a path relative to a folder, in POSIX form."""
    return Path(os.path.relpath(path, root)).as_posix()
