"""Limits of the time and memory that expressions take, which configurations and stories contain.

A regular expression may backtrack for years, and a loop of XPath may count for as long or collect
what it counts; no engine has a limit of its own.
"""

import mmap
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 1.0
"""What one expression may take, for one response."""
MEMORY = 256 * 1024 * 1024
"""Bytes that one expression may take."""


class TimeIsUp(Exception):
    """The work takes longer than it may."""


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raise `TimeIsUp` in the body if it takes longer.

    The limit needs the alarm signal, which only the main thread gets, and which Windows does not
    have: elsewhere there is none.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return
    started = time.monotonic()
    handler = signal.signal(signal.SIGALRM, _stop)
    left, again = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if left:  # an earlier alarm of other code, which is late at worst
            rest = max(left - (time.monotonic() - started), 0.001)
            signal.setitimer(signal.ITIMER_REAL, rest, again)


@contextmanager
def memory_limit(size: int = MEMORY) -> Iterator[None]:
    """Let the body raise `MemoryError` if it takes more bytes than that.

    The limit is one of the address space of the process, which Linux alone counts and enforces:
    elsewhere there is none.
    """
    used = _used()
    if not used:
        yield
        return
    import resource  # noqa: PLC0415  # Windows does not have it

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([used + size, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _used() -> int:
    """Return the bytes of address space that the process has, or 0 if that is not known."""
    try:
        with Path("/proc/self/statm").open(encoding="ascii") as file:
            return int(file.read().split()[0]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0


def _stop(*_: object) -> None:
    raise TimeIsUp
