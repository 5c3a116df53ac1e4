"""Which files of the output folder a run may execute: those that docreplay generates, no others."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docreplay.config.containment import shown
from docreplay.emit.manifest import listed_files
from docreplay.emit.verify import foreign_line
from docreplay.errors import ConfigError

_HINT = "run `docreplay generate`, or run your own tests with pytest"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedModules:
    """Test modules of one folder, by path, with the SHA-256 of what may be executed of each."""

    folder: Path
    digests: Mapping[str, str]

    def is_foreign(self, file: Path) -> bool:
        """Return True for a Python file in the folder that must not be executed."""
        path = self._path(file) if file.suffix == ".py" else None
        return path is not None and path not in self.digests

    def is_accepted(self, file: Path) -> bool:
        """Return True for a file that may be executed."""
        return self._path(file) in self.digests

    def source(self, file: Path) -> bytes:
        """Return the content of an accepted file. Raise `ConfigError` if it was changed since."""
        path = self._path(file) or ""
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.digests.get(path):
            raise ConfigError(f"{shown(file)} was changed since it was generated", hint=_HINT)
        return data

    def _path(self, file: Path) -> str | None:
        try:
            return file.relative_to(self.folder).as_posix()
        except ValueError:
            return None


def accept(folder: Path, generated: Mapping[str, str]) -> AcceptedModules:
    """Return the modules that may be executed, given the digests of what is generated now.

    A file that differs, which only `--no-generate` leaves, may be executed if it contains nothing
    but documented requests and claims. Raises `ConfigError` for one that contains other code.
    """
    return AcceptedModules(folder=folder, digests=dict(_accepted(folder, generated)))


def _accepted(folder: Path, generated: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, expected in generated.items():
        file = folder / path
        if not file.name.startswith("test_") or not file.is_file():
            continue
        data = file.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest != expected and (line := foreign_line(data)):
            message = f"{shown(file)}:{line} is not code that docreplay generates, so it is not run"
            raise ConfigError(message, hint=_HINT)
        yield path, digest


def other_files(modules: AcceptedModules) -> tuple[str, ...]:
    """Return the Python files of the folder that docreplay neither generates nor runs, sorted."""
    known = modules.digests.keys() | listed_files(modules.folder).keys()
    found = (
        (Path(folder) / name).relative_to(modules.folder).as_posix()
        for folder, _, names in os.walk(modules.folder)
        for name in names
        if name.endswith(".py")
    )
    return tuple(sorted(path for path in found if path not in known))
