"""Keep urllib3 from logging what docreplay sends: URLs, with their secrets.

pytest prints the log of a failed test. Requests of other tests are logged as always.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _NoRecords(logging.Filter):
    """Drops what is logged in a thread while it sends a request of docreplay."""

    def __init__(self) -> None:
        super().__init__()
        self.sending = threading.local()

    def filter(self, _: logging.LogRecord) -> bool:
        return not getattr(self.sending, "is_on", False)


_NO_RECORDS = _NoRecords()
for _name in ("connectionpool", "connection", "response", "poolmanager", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_NO_RECORDS)


@contextmanager
def unlogged() -> Iterator[None]:
    """Drop the records of urllib3 in this thread while the context lasts."""
    _NO_RECORDS.sending.is_on = True
    try:
        yield
    finally:
        _NO_RECORDS.sending.is_on = False
