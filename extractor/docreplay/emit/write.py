"""Writes what changed, atomically; replaces and removes only what the manifest says is ours."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from docreplay.emit.manifest import MANIFEST, listed_files, manifest_text
from docreplay.emit.paths import packages
from docreplay.errors import ConfigError, OutputError
from docreplay.sources.safe_write import remove, reported, write_bytes

Change = Literal["new", "changed", "left over", "in the way"]
_PACKAGE = "__init__.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A file of the output folder that is not what the pages say."""

    path: str
    change: Change


@dataclass(slots=True)
class Output:
    """The output folder during one generation; call `put` for each file, then `finish`.

    With `check` nothing is written. Memory holds a digest per file, not the files. Raises
    `ConfigError` for a folder with the manifest of somebody else.
    """

    folder: Path
    check: bool = False
    digests: dict[str, str] = field(default_factory=dict)
    stale: list[Stale] = field(default_factory=list)
    within: dict[Path, bool] = field(default_factory=dict)
    listed: dict[str, str] = field(init=False)
    """What earlier generations wrote."""

    def __post_init__(self) -> None:
        self.listed = listed_files(self.folder)

    def put(self, path: str, text: str, verify: Callable[[], None] = lambda: None) -> None:
        """Has a file with this text at a path below the folder.

        `verify` raises what keeps it from being written; what is there already needs none. Raises
        `ConfigError` where another text stands there that no generation wrote.
        """
        data = text.encode("utf-8")
        target = self._inside(path)
        old = target.read_bytes() if target.is_file() else None
        if old != data:
            verify()
            self._note(path, old)
            if not self.check:
                write_bytes(target, data)
        self.digests[path] = hashlib.sha256(data).hexdigest()

    def finish(self) -> tuple[Stale, ...]:
        """Removes what the old manifest lists and nobody put, and writes the new one.

        Returns every file that was (or, with `check`, is) not what the pages say, by path; the
        manifest is one of them. An `__init__.py` stays where other files than ours need it.
        """
        gone = [path for path in self.listed.keys() - self.digests.keys() if self._is_there(path)]
        for path in sorted(gone, key=lambda path: (path.endswith(_PACKAGE), path)):
            if not self._is_needed(path, gone):
                self.stale.append(Stale(path=path, change="left over"))
                if not self.check:
                    remove(self.folder / path)
                    _remove_empty((self.folder / path).parent, self.folder)
        self._list(self.digests)
        return tuple(sorted(self.stale, key=lambda item: item.path))

    def finish_part(self, modules: Iterable[str]) -> tuple[Stale, ...]:
        """`finish` for a generation of these modules alone: all others stay, and stay listed."""
        own = set(modules)
        others = [path for path in self.listed if path not in own and not path.endswith(_PACKAGE)]
        kept = {*others, *packages(others)} & self.listed.keys()
        self.digests = {**{path: self.listed[path] for path in kept}, **self.digests}
        return self.finish()

    def break_off(self) -> None:
        """Lists what was written so far, so that the next generation knows it as its own."""
        if self.digests and not self.check:
            self._list(self.listed | self.digests)

    def _note(self, path: str, old: bytes | None) -> None:
        """Notes a file that differs. Raises `ConfigError` for one of somebody else."""
        is_foreign = old is not None and path not in self.listed
        if is_foreign and not self.check:
            hint = "set another `output`, or remove the file"
            raise ConfigError(f"docreplay did not write {self.folder / path}", hint=hint)
        found: Change = "in the way" if is_foreign else "new" if old is None else "changed"
        self.stale.append(Stale(path=path, change=found))

    def _list(self, digests: dict[str, str]) -> None:
        """Has a manifest that lists the files."""
        data = manifest_text(digests).encode()
        target = self._inside(MANIFEST)
        old = target.read_bytes() if target.is_file() else None
        if old != data:
            self.stale.append(Stale(path=MANIFEST, change="new" if old is None else "changed"))
            if not self.check:
                write_bytes(target, data)

    def _is_there(self, path: str) -> bool:
        return _is_ours(self.folder, path) and (self.folder / path).is_file()

    def _is_needed(self, path: str, gone: Iterable[str]) -> bool:
        """Whether a left-over file makes a package of a folder in which others have files."""
        package = self.folder / path
        if package.name != _PACKAGE:
            return False
        ours = {package, *(self.folder / other for other in gone)}
        files = (file for file in package.parent.rglob("*") if not file.is_dir())
        return any(file not in ours and file.suffix != ".pyc" for file in files)

    def _inside(self, path: str) -> Path:
        """The file's path. Raises `ConfigError` where a link on the way leaves the folder."""
        target = self.folder / path
        if target.is_symlink() or not self._stays(target.parent):
            hint = "remove the link, or set another `output`"
            raise ConfigError(f"{target} leads out of the output folder by a link", hint=hint)
        return target

    def _stays(self, parent: Path) -> bool:
        """Whether a folder is below ours, whatever links lead there; asked once for each."""
        if parent not in self.within:
            self.within[parent] = parent == self.folder or _stays(self.folder, parent)
        return self.within[parent]


def _stays(folder: Path, target: Path) -> bool:
    return os.path.realpath(target).startswith(os.path.realpath(folder) + os.sep)


@contextmanager
def output_to(folder: Path, *, check: bool = False) -> Iterator[Output]:
    """The output folder for one generation, which may break off."""
    output = Output(folder, check=check)
    try:
        yield output
    except BaseException:
        with suppress(OutputError):  # what made it break off is the error to tell
            output.break_off()
        raise


def _is_ours(folder: Path, path: str) -> bool:
    """Whether a manifest's entry may be removed: a plain file path below the folder."""
    parts = PurePosixPath(path).parts
    plain = bool(parts) and ".." not in parts and not PurePosixPath(path).is_absolute()
    return plain and not (folder / path).is_symlink() and _stays(folder, folder / path)


def _remove_empty(folder: Path, stop: Path) -> None:
    with reported(folder, "remove"):
        while folder != stop and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
