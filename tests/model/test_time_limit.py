"""Expressions end within their limit, and leave the alarms of others alone."""

import re
import signal
import threading
import time

import pytest

from docreplay.model.time_limit import TimeIsUp, time_limit

BACKTRACKING = re.compile("(a+)+$")


def test_an_expression_that_backtracks_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(TimeIsUp), time_limit(0.1):
        BACKTRACKING.search("a" * 40 + "!")
    assert time.monotonic() - started < 5


def test_what_is_in_time_is_left_alone() -> None:
    with time_limit(0.1):
        found = BACKTRACKING.search("aaa")
    assert found
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_earlier_alarm_still_comes() -> None:
    came: list[int] = []
    handler = signal.signal(signal.SIGALRM, lambda number, _: came.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(TimeIsUp), time_limit(0.05):
            BACKTRACKING.search("a" * 40 + "!")
        time.sleep(0.4)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    assert came == [signal.SIGALRM]


def test_other_threads_have_no_alarm() -> None:
    found: list[bool] = []

    def work() -> None:
        with time_limit(0.1):
            found.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [True]
