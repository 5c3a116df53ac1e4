"""A lock between processes that read a file, change its content and write it again."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from docreplay.config.containment import shown
from docreplay.errors import OutputError
from docreplay.sources.safe_write import reported

_NAME = ".docreplay-lock"
_PAUSE = 0.05


@contextmanager
def locked(file: Path, *, timeout: float = 30.0) -> Iterator[None]:
    """Keep other processes from changing a file through this function while the context lasts.

    A process that ends in any way gives its lock up. The lock is that of the file's folder (on
    Windows, of a file in it), so nothing is left behind. Raises `OutputError` if the folder cannot
    be opened, or if another process keeps the lock for longer than `timeout` (seconds).
    """
    folder = Path(os.path.realpath(file)).parent
    with reported(file):
        folder.mkdir(parents=True, exist_ok=True)
        handle = _opened(folder)
    try:
        with reported(file):
            _acquire(handle, file, time.monotonic() + timeout)
        yield
    finally:
        os.close(handle)


@contextmanager
def one_of(folders: Sequence[Path], *, pause: float = 0.002) -> Iterator[None]:
    """Keep one of the folders for this process while the context lasts; wait until one is free.

    Each of them must exist. A process that ends in any way gives its folder up.
    """
    start = os.getpid() % len(folders)
    while (handle := _first_free((*folders[start:], *folders[:start]))) is None:
        time.sleep(pause)
    try:
        yield
    finally:
        os.close(handle)


def _first_free(folders: Iterable[Path]) -> int | None:
    """Return the handle of a folder that no process has locked, locked; None if all are."""
    for folder in folders:
        handle = _opened(folder)
        if try_to_lock(handle):
            return handle
        os.close(handle)
    return None


def _acquire(handle: int, file: Path, deadline: float) -> None:
    while not try_to_lock(handle):
        if time.monotonic() > deadline:
            raise OutputError(f"cannot write {shown(file)}: another process is writing it")
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int:
        return os.open(folder / _NAME, os.O_RDWR | os.O_CREAT)

    def try_to_lock(handle: int) -> bool:
        """Lock an open file or folder for this process; return False if it is locked already."""
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def try_to_lock(handle: int) -> bool:
        """Lock an open file or folder for this process; return False if it is locked already."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
