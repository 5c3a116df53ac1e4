"""What the requests of a run have in common: how many may be sent, when, and to whom no more.

The processes of a run share it, so that the limits are those of the whole run.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple, Protocol

from docreplay.model.http.origin import Origin
from docreplay.sources.shared_state import State


class RunLimits(NamedTuple):
    """Limits of a run; 0 for no limit."""

    requests: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    """Requests per second."""
    adapts: bool = False
    """Whether the headers of responses about rate limits are obeyed."""
    unanswered: int = 3
    """Number of requests in a row without a response, after which the run stops."""


class Changeable(Protocol):
    """A value that is changed by one process, or thread, at a time."""

    def change(self) -> AbstractContextManager[State]:
        """Yield the value, which is kept when the context ends."""


class LocalState:
    """A value of this process."""

    def __init__(self) -> None:
        self._state: State = {}
        self._lock = threading.Lock()

    @contextmanager
    def change(self) -> Iterator[State]:
        """Yield the value; other threads wait for it."""
        with self._lock:
            yield self._state


class Turn(NamedTuple):
    """Leave to send a request, or the reason why it must not be sent."""

    wait: float = 0.0
    """Seconds to wait before it is sent."""
    reason: str = ""


class Ledger:
    """The requests of a run, as far as its limits are about them.

    `clock` returns seconds that all processes of the machine have in common.
    """

    def __init__(
        self,
        limits: RunLimits = RunLimits(),  # noqa: B008  # frozen
        state: Changeable | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._state = state or LocalState()
        self._clock = clock
        with self._state.change() as known:
            self._begun = _number(known, "begun") or clock()
            known["begun"] = self._begun

    def time_left(self) -> float:
        """Return the seconds that the run still has, which may be negative or infinite."""
        seconds = self.limits.seconds
        return self._begun + seconds - self._clock() if seconds else float("inf")

    def turn(self, origin: Origin | None) -> Turn:
        """Return when the next request to an origin may be sent, and count it; or why not."""
        limits = self.limits
        with self._state.change() as known:
            sent, now = _number(known, "sent"), self._clock()
            at = max(now, _number(known, "next"))
            reason = self._stopped(known, origin) or self.too_late(at - now)
            if reason:
                return Turn(reason=reason)
            known["sent"] = sent + 1
            if limits.rate:
                known["next"] = at + 1 / limits.rate
            return Turn(at - now)

    def pause(self, seconds: float) -> None:
        """Let no process send a request for some seconds, if the run adapts to the service."""
        if self.limits.adapts and seconds > 0:
            with self._state.change() as known:
                known["next"] = max(_number(known, "next"), self._clock() + seconds)

    def note_silence(self, origin: Origin | None, *, is_silent: bool) -> None:
        """Count a request that got no response; one that got any begins the count anew."""
        name = f"silent {origin}"
        with self._state.change() as known:
            known[name] = _number(known, name) + 1 if is_silent else 0

    def _stopped(self, known: State, origin: Origin | None) -> str:
        limits = self.limits
        if limits.requests and _number(known, "sent") >= limits.requests:
            return f"not sent: the run stopped after {limits.requests} requests (`max-requests`)"
        if limits.unanswered and _number(known, f"silent {origin}") >= limits.unanswered:
            return f"not sent: the service did not respond to {limits.unanswered} requests in a row"
        return ""

    def too_late(self, wait: float = 0.0) -> str:
        """Return why nothing is sent after some seconds, if the time of the run is over then."""
        if self.time_left() > wait:
            return ""
        return f"not sent: the run stopped after {self.limits.seconds:g} s (`run-timeout`)"


def _number(state: State, name: str) -> float:
    value = state.get(name, 0)
    return value if isinstance(value, int | float) else 0
