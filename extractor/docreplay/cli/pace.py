"""How fast a command gets on, and how long it will still take."""

from collections.abc import Callable
from time import monotonic

_SECONDS = 5.0
"""Seconds between two lines in a log."""
_PREPARATION = 3.0
"""Seconds before the first step from which on they say nothing about the rate of the steps."""
_LEAST = 0.5
"""Seconds of steps that give a rate after a preparation: pages are often done in chunks."""


class Pace:
    """The rate of one run; `clock` returns seconds."""

    def __init__(self, label: str, clock: Callable[[], float] = monotonic) -> None:
        self._label = label
        self._clock = clock
        self._begun = self._shown = self._since = clock()
        self._before = self._done = self._total = 0
        self._per_second = 0.0

    def note(self, done: int, total: int = 0) -> None:
        """Take in what is done by now, and how much there is."""
        now = self._clock()
        if not self._done and now - self._begun > _PREPARATION:
            self._since, self._before = now, done
        passed = now - self._since
        is_known = passed >= _LEAST if self._before else passed > 0
        self._per_second = (done - self._before) / passed if is_known else 0.0
        self._done, self._total = done, total

    @property
    def rate(self) -> str:
        """The rate, such as `12/s`; `""` if it is not known yet."""
        number = self._per_second
        return f"{number:.0f}/s" if number >= 10 else f"{number:.1f}/s" if number else ""

    @property
    def outlook(self) -> str:
        """The rate and the remaining time, such as `12/s, about 5 s left`, as far as known."""
        if not self._per_second or self._done >= self._total:
            return self.rate
        left = (self._total - self._done) / self._per_second
        return f"{self.rate}, about {_time(left)} left"

    def line(self, done: int, total: int) -> str:
        """Take in what is done, and return a line for a log if it is time for one, or `""`."""
        self.note(done, total)
        return self.due()

    def due(self) -> str:
        """Return a line for a log, or `""` if the last one is not a few seconds old."""
        now = self._clock()
        if now - self._shown < _SECONDS:
            return ""
        self._shown = now
        if not self._total:
            return f"{self._label}: started {_time(now - self._begun)} ago\n"
        is_done = self._done >= self._total
        facts = f"started {_time(now - self._begun)} ago" if is_done else self.outlook
        more = f" ({facts})" if facts else ""
        return f"{self._label}: {self._done} of {self._total}{more}\n"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
