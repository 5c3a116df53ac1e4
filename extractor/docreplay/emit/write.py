"""Write what changed; replace and remove only files that the manifest lists."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from docreplay.config.containment import shown
from docreplay.emit.manifest import MANIFEST, is_plain_path, listed_files, manifest_text
from docreplay.emit.paths import packages
from docreplay.emit.pending import PENDING, PendingFiles, pending_files
from docreplay.errors import ConfigError, OutputError
from docreplay.sources.safe_write import remove, reported, write_bytes

Change = Literal["new", "changed", "left over", "in the way"]
_PACKAGE = "__init__.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A file of the output folder that is out of date."""

    path: str
    change: Change


@dataclass(slots=True)
class Output:
    """The output folder during one generation: call `put` for each file, then `finish`.

    With `check`, nothing is written. Memory contains a digest per file, not the files. Raises
    `ConfigError` for a folder with a manifest that docreplay did not write.
    """

    folder: Path
    check: bool = False
    digests: dict[str, str] = field(default_factory=dict)
    stale: list[Stale] = field(default_factory=list)
    within: dict[Path, bool] = field(default_factory=dict)
    listed: dict[str, str] = field(init=False)
    """Files that earlier generations wrote."""
    pending: PendingFiles = field(init=False)

    def __post_init__(self) -> None:
        self._inside(PENDING)
        self.listed = listed_files(self.folder)
        unlisted = [path for path in pending_files(self.folder) if self._is_there(path)]
        self.pending = PendingFiles(self.folder, unlisted)
        self.listed = {path: _digest(self.folder / path) for path in unlisted} | self.listed

    def put(self, path: str, text: str, verify: Callable[[], None] = lambda: None) -> None:
        """Write the text to a path inside the folder, unless the file has it already.

        `verify` raises an error that prevents writing; it is not called for an unchanged file.
        Raises `ConfigError` if the path has a file that docreplay did not write.
        """
        data = text.encode("utf-8")
        target = self._inside(path)
        old = target.read_bytes() if target.is_file() else None
        if old != data:
            verify()
            self._note(path, old)
            if not self.check:
                self._list_before(path)
                write_bytes(target, data)
        self.digests[path] = hashlib.sha256(data).hexdigest()

    def finish(self) -> tuple[Stale, ...]:
        """Remove files that only the old manifest lists, and write the new manifest.

        Returns every file that was (with `check`: is) out of date, by path; the manifest is one
        of them. An `__init__.py` stays if files that docreplay did not write need it.
        """
        gone = [path for path in self.listed.keys() - self.digests.keys() if self._is_there(path)]
        for path in sorted(gone, key=lambda path: (path.endswith(_PACKAGE), path)):
            if not self._is_needed(path, gone):
                self.stale.append(Stale(path=path, change="left over"))
                if not self.check:
                    remove(self.folder / path)
                    _remove_empty((self.folder / path).parent, self.folder)
        self._list(self.digests)
        if not self.check:
            self.pending.close()
        return tuple(sorted(self.stale, key=lambda item: item.path))

    def finish_part(self, modules: Iterable[str]) -> tuple[Stale, ...]:
        """Finish a generation of these modules alone: all others stay, and stay listed."""
        own = set(modules)
        others = [path for path in self.listed if path not in own and not path.endswith(_PACKAGE)]
        kept = {*others, *packages(others)} & self.listed.keys()
        self.digests = {**{path: self.listed[path] for path in kept}, **self.digests}
        return self.finish()

    def break_off(self) -> None:
        """List what was written so far, so that the next generation may replace it."""
        if self.digests and not self.check:
            self._list(self.listed | self.digests)
            self.pending.close()

    def _list_before(self, path: str) -> None:
        """List a new file before it is written, in case that the process is killed."""
        if path not in self.listed:
            self.pending.add(path)

    def _note(self, path: str, old: bytes | None) -> None:
        """Note a file that differs. Raise `ConfigError` if docreplay did not write it."""
        is_foreign = old is not None and path not in self.listed
        if is_foreign and not self.check:
            hint = "set a different `output`, or remove the file"
            raise ConfigError(
                f"will not overwrite `{shown(self.folder / path)}`: not created by docreplay",
                hint=hint,
            )
        found: Change = "in the way" if is_foreign else "new" if old is None else "changed"
        self.stale.append(Stale(path=path, change=found))

    def _list(self, digests: dict[str, str]) -> None:
        """Write the manifest that lists the files, unless it is the same."""
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
        """Return True if an `__init__.py` belongs to a folder that contains other files."""
        package = self.folder / path
        if package.name != _PACKAGE:
            return False
        ours = {package, *(self.folder / other for other in gone)}
        files = (file for file in package.parent.rglob("*") if not file.is_dir())
        return any(file not in ours and file.suffix != ".pyc" for file in files)

    def _inside(self, path: str) -> Path:
        """Return the file's path. Raise `ConfigError` if a link on the way leaves the folder."""
        target = self.folder / path
        if os.path.lexists(target) and not target.is_file() and not target.is_symlink():
            hint = "remove it, or set a different `output`"
            raise ConfigError(f"will not overwrite `{shown(target)}`: not a file", hint=hint)
        if target.is_symlink() or not self._stays(target.parent):
            hint = "remove the link, or set a different `output`"
            message = f"{shown(target)} is outside the output folder because of a link"
            raise ConfigError(message, hint=hint)
        return target

    def _stays(self, parent: Path) -> bool:
        """Return True if a folder is inside the output folder, links followed; cached."""
        if parent not in self.within:
            self.within[parent] = parent == self.folder or _stays(self.folder, parent)
        return self.within[parent]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _stays(folder: Path, target: Path) -> bool:
    return os.path.realpath(target).startswith(os.path.realpath(folder) + os.sep)


@contextmanager
def output_to(folder: Path, *, check: bool = False) -> Iterator[Output]:
    """Yield the output folder for one generation; list its files even if it breaks off."""
    output = Output(folder, check=check)
    try:
        yield output
    except BaseException:
        with suppress(OutputError):  # the error that made it break off is reported
            output.break_off()
        raise


def _is_ours(folder: Path, path: str) -> bool:
    """Return True if a manifest entry may be removed: a plain path of a file in the folder."""
    return (
        is_plain_path(path) and not (folder / path).is_symlink() and _stays(folder, folder / path)
    )


def _remove_empty(folder: Path, stop: Path) -> None:
    with reported(folder, "remove"):
        while folder != stop and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
