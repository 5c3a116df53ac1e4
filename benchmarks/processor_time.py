"""Work with a limit of processor time: a hang must be a result, not the end of a harness."""

import signal
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OutOfTime(BaseException):
    """The work took too long; no handler of errors in the work catches this."""


def limited(work: Callable[[], T], seconds: float) -> T:
    """Return the result of the work. Raise `OutOfTime` after so much processor time.

    Works in the main thread of a process, and also ends a match of a regular expression.
    """

    def stop(*_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 1)  # again, should a clean-up take long, too
        raise OutOfTime(f"{seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
