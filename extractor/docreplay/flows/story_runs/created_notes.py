"""Notes of what a run created on a service: one that was killed is cleaned up by the next one.

They are in the folder for states of programs of the user, not in the project: a project may be
proposed by anybody, and what a note names is deleted.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from docreplay.errors import OutputError
from docreplay.sources.safe_write import remove, write_bytes

_NO_PROCESS = 0
"""Id in the notes of what no process needs."""


class CreatedNote(NamedTuple):
    """Something that a run created and has not removed."""

    url: str
    account: str
    file: Path


class CreatedNotes:
    """The notes about one service in one project."""

    def __init__(self, root: Path, base_url: str) -> None:
        state = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
        name = sha256(f"{root.resolve()}\0{base_url}".encode()).hexdigest()[:16]
        self._folder = Path(state or Path.home() / ".local/state") / "docreplay/created" / name

    def add(self, url: str, account: str) -> None:
        """Note that this process created something, as far as the user has a folder for it."""
        self._write(url, account, os.getpid())

    def release(self, url: str, account: str) -> None:
        """Note that this process needs something no more: who cleans up may remove it."""
        self._write(url, account, _NO_PROCESS)

    def _write(self, url: str, account: str, process: int) -> None:
        note = {"url": url, "account": account, "process": process}
        with suppress(OutputError):
            write_bytes(self._file(url), json.dumps(note).encode(), mode=0o600, durable=True)

    def drop(self, url: str) -> None:
        """Forget something that does not exist any more."""
        with suppress(OutputError):
            remove(self._file(url))

    def leftovers(self) -> Iterator[CreatedNote]:
        """Yield what processes created that do not run any more, the last first."""
        for file in sorted(self._files(), key=_age, reverse=True):
            try:
                note = json.loads(file.read_text(encoding="utf-8"))
                url, account, process = note["url"], note["account"], int(note["process"])
            except (OSError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
                continue
            if not _runs(process):
                yield CreatedNote(str(url), str(account), file)

    def _files(self) -> list[Path]:
        return list(self._folder.glob("*.json")) if self._folder.is_dir() else []

    def _file(self, url: str) -> Path:
        return self._folder / f"{sha256(url.encode()).hexdigest()[:24]}.json"


def _age(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _runs(process: int) -> bool:
    """Return True if a process exists; that of another user counts as well."""
    if process in (os.getpid(), _NO_PROCESS):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
