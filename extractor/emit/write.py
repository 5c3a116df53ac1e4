"""Writes what changed, atomically, and removes only what the manifest says is ours."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from extractor.errors import ConfigError
from extractor.model.json import JSON

MANIFEST = "manifest.json"
Change = Literal["new", "changed", "left over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A file of the output folder that is not what the pages say."""

    path: str
    change: Change


@dataclass(slots=True)
class Output:
    """The output folder during one generation; call `put` for each file, then `finish`.

    With `check` nothing is written. Memory holds a digest per file, not the files.
    """

    folder: Path
    check: bool = False
    digests: dict[str, str] = field(default_factory=dict)
    stale: list[Stale] = field(default_factory=list)
    within: dict[Path, bool] = field(default_factory=dict)

    def put(self, path: str, text: str, verify: Callable[[], None] = lambda: None) -> None:
        """Has a file with this text at a path below the folder.

        `verify` raises what keeps it from being written; what is there already needs none.
        """
        data = text.encode("utf-8")
        self.digests[path] = hashlib.sha256(data).hexdigest()
        target = self._inside(path)
        old = target.read_bytes() if target.is_file() else None
        if old == data:
            return
        verify()
        self.stale.append(Stale(path=path, change="new" if old is None else "changed"))
        if not self.check:
            _replace(target, data)

    def finish(self, *, partial: bool = False) -> tuple[Stale, ...]:
        """Removes what the old manifest lists and nobody put, and writes the new one.

        With `partial`, what was not put is none of this generation's business and stays listed.
        Returns every file that was (or, with `check`, is) not what the pages say, by path.
        """
        if partial:
            self.digests = {**_listed(self.folder), **self.digests}
        for path in sorted(_listed(self.folder).keys() - self.digests.keys()):
            target = self.folder / path
            if _is_ours(self.folder, path) and target.is_file():
                self.stale.append(Stale(path=path, change="left over"))
                if not self.check:
                    target.unlink()
                    _remove_empty(target.parent, self.folder)
        if not self.check:
            manifest = {"files": {path: self.digests[path] for path in sorted(self.digests)}}
            text = json.dumps(manifest, indent=2) + "\n"
            target = self._inside(MANIFEST)
            if not target.is_file() or target.read_text(encoding="utf-8") != text:
                _replace(target, text.encode())
        return tuple(sorted(self.stale, key=lambda item: item.path))

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


def _is_ours(folder: Path, path: str) -> bool:
    """Whether a manifest's entry may be removed: a plain file path below the folder."""
    parts = PurePosixPath(path).parts
    plain = bool(parts) and ".." not in parts and not PurePosixPath(path).is_absolute()
    return plain and not (folder / path).is_symlink() and _stays(folder, folder / path)


def _listed(folder: Path) -> dict[str, str]:
    """The files of the old manifest with their digests; none where there is no manifest."""
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        manifest: JSON = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        hint = f"remove {MANIFEST}; files that are left over then have to be removed by hand"
        raise ConfigError(f"{file.name} in the output folder is damaged", hint=hint) from error
    files = manifest.get("files") if isinstance(manifest, dict) else None
    return {path: str(digest) for path, digest in files.items()} if isinstance(files, dict) else {}


def _replace(target: Path, data: bytes) -> None:
    """Puts the data in the file's place in one step, so that no reader sees half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".docreplay-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_empty(folder: Path, stop: Path) -> None:
    while folder != stop and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
