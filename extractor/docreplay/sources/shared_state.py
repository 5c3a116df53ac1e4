"""A small value that the processes of a run share: a file that is locked while it is changed."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docreplay.model.json.value import JSON

_PAUSE = 0.002
_MOST = 1_000_000
"""Number of bytes that are read."""

State = dict[str, JSON]


class SharedState:
    """A value in a file. A process that ends in any way gives its lock up."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def change(self) -> Iterator[State]:
        """Yield the value, which is written when the context ends. Other processes wait for it."""
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            while not _try_to_lock(handle):
                time.sleep(_PAUSE)
            text = os.read(handle, _MOST)
            state: State = json.loads(text) if text else {}
            yield state
            written = json.dumps(state).encode()
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, written)
            os.ftruncate(handle, len(written))
        finally:
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_to_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
