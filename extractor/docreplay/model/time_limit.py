"""A limit of the time that expressions take, which configurations and stories contain.

A regular expression may backtrack for years, and a loop of XPath may count for as long; neither
engine has a limit of its own.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 1.0
"""What one expression may take, for one response."""


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


def _stop(*_: object) -> None:
    raise TimeIsUp
