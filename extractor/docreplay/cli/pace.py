"""How fast a command gets on, and how long it will still take."""

from collections.abc import Callable
from time import monotonic

_SECONDS = 5.0
"""Seconds between two lines in a log."""


class Pace:
    """The rate of one run; `clock` returns seconds."""

    def __init__(self, label: str, clock: Callable[[], float] = monotonic) -> None:
        self._label = label
        self._clock = clock
        self._begun = self._shown = clock()
        self._per_second = 0.0

    def note(self, done: int) -> None:
        """Take in what is done by now."""
        passed = self._clock() - self._begun
        self._per_second = done / passed if passed > 0 else 0.0

    @property
    def rate(self) -> str:
        """The rate, such as `12/s`; `""` if it is not known yet."""
        number = self._per_second
        return f"{number:.0f}/s" if number >= 10 else f"{number:.1f}/s" if number else ""

    def line(self, done: int, total: int) -> str:
        """Return a line for a log, or `""` if the last one is not a few seconds old."""
        now = self._clock()
        if now - self._shown < _SECONDS:
            return ""
        self._shown = now
        self.note(done)
        left = (total - done) / self._per_second if self._per_second else 0.0
        return f"{self._label}: {done} of {total} ({self.rate}, about {_time(left)} left)\n"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
