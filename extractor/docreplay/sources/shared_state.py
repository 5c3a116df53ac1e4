"""A small value that the processes of a run share: a file that is locked while it is changed."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docreplay.model.json.value import JSON
from docreplay.sources.lock import try_to_lock

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
            while not try_to_lock(handle):
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
