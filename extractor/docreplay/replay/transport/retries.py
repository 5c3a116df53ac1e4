"""How often a service is asked: again if it is busy, and not any more if it does not respond."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.model.http.origin import Origin, origin_of
from docreplay.replay.sending import Transport
from docreplay.replay.transport.busy_headers import pause_of, retry_after
from docreplay.replay.transport.ledger import Ledger

_BUSY = (429, 503)
"""Statuses that ask the client to come back later (RFC 6585 §4, RFC 9110 §15.6.4)."""
_LONGEST_WAIT = 60.0
"""Seconds; a longer one is not waited for: the request is judged by the response that it got."""
_ALL_WAITS = 300.0
"""Seconds that all waits of a run take together at most."""
_FIRST_WAIT, _LONGEST_JITTER = 0.3, 30.0
"""Upper limits in seconds of the first and of each wait if the service names no time."""
_MOST_FRUITLESS = {True: 2, False: 1}
"""Number of requests in a row that were repeated in vain, after which none is repeated: to a busy
service, and to one that cannot be connected to."""
IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")
"""Methods that may be repeated (RFC 9110 §9.2.2)."""
_KEY = "idempotency-key"
"""Header of a request that the service executes once (draft-ietf-httpapi-idempotency-key)."""


class RetryPolicy(NamedTuple):
    """How often a request is sent again, and with which methods."""

    most: int = 3
    methods: Iterable[str] = IDEMPOTENT


_Result = Answer | Unreachable | Skipped | Unrecorded


class RetryingSender:
    """Sends the requests of a run, within its limits.

    A request that is answered with 429 or 503, or whose connection fails, is sent again: after the
    time of `Retry-After`, or else after a random time that grows ("full jitter"), so that the
    processes of a run do not come back together. Only methods that are idempotent, or configured,
    are repeated, and requests with an `Idempotency-Key`.
    """

    def __init__(
        self,
        transport: Transport,
        sleep: Callable[[float], object] = time.sleep,
        *,
        ledger: Ledger | None = None,
        repeats: RetryPolicy = RetryPolicy(),  # noqa: B008  # frozen
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._transport = transport
        self._sleep = sleep
        self._ledger = ledger or Ledger()
        self._repeats = repeats
        self._methods = frozenset(map(str.upper, repeats.methods))
        self._jitter = jitter
        self._left = _ALL_WAITS
        self._fruitless: Counter[tuple[Origin | None, bool]] = Counter()

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[_Result, str]:
        """Return the response, or why there is none, and a note if the request was repeated.

        `is_documented` returns True for a status that the page documents for the request: that is
        the response to judge.
        """
        origin = origin_of(request.url)
        result, times, note = self._once(request, origin), 0, ""
        most = self._repeats.most if self._is_repeatable(request) else 0
        while times < most and self._should_repeat(result, origin, is_documented):
            seconds, why = self._wait(result, times)
            if seconds > min(_LONGEST_WAIT, self._left, self._ledger.time_left()):
                break
            self._left -= seconds
            self._sleep(seconds)
            again = self._once(request, origin)
            if isinstance(again, Skipped):
                break
            result, times, note = again, times + 1, note or why
        self._count(result, origin, is_repeated=times > 0)
        return _counted(result, times), note

    def _once(self, request: SentRequest, origin: Origin | None) -> _Result:
        """Send the request when the limits of the run allow it; else return why they do not."""
        turn = self._ledger.turn(origin)
        if turn.reason:
            return Skipped(kind="stopped", reason=turn.reason)
        if turn.wait:
            self._sleep(turn.wait)
        result = self._transport.send(request)
        if isinstance(result, Answer) and self._ledger.limits.adapts:
            self._ledger.pause(min(pause_of(result), _LONGEST_WAIT))
        is_late = isinstance(result, Unreachable) and result.kind == "timed-out"
        if is_late and (reason := self._ledger.too_late()):
            return Skipped(kind="stopped", reason=reason)
        return result

    def _is_repeatable(self, request: SentRequest) -> bool:
        names = (name.lower() for name, _ in request.headers)
        return request.method.upper() in self._methods or _KEY in names

    def _should_repeat(
        self, result: _Result, origin: Origin | None, is_documented: Callable[[int], bool]
    ) -> bool:
        if isinstance(result, Answer):
            is_busy = result.status in _BUSY and not is_documented(result.status)
            return is_busy and self._fruitless[origin, True] < _MOST_FRUITLESS[True]
        is_transient = isinstance(result, Unreachable) and result.transient
        return is_transient and self._fruitless[origin, False] < _MOST_FRUITLESS[False]

    def _wait(self, result: _Result, times: int) -> tuple[float, str]:
        """Return the seconds to wait, and the note about why the request is repeated.

        Random times are not in it: the reports of two runs are the same.
        """
        if not isinstance(result, Answer):
            reason = result.reason
            return self._jittered(times), f"sent again: at first, {reason}"
        first = f"the service first responded with {result.status}"
        seconds = retry_after(result)
        if seconds is None:
            return self._jittered(times), f"sent again: {first}"
        return seconds, f"sent again after {seconds:.3g} s: {first} and Retry-After"

    def _jittered(self, times: int) -> float:
        return self._jitter(0.0, min(_LONGEST_JITTER, _FIRST_WAIT * 2**times))

    def _count(self, result: _Result, origin: Origin | None, *, is_repeated: bool) -> None:
        """Note if the service did not respond, and if repeating the request was in vain."""
        if isinstance(result, Skipped | Unrecorded):
            return
        is_answer = isinstance(result, Answer)
        is_vain = not isinstance(result, Answer) or result.status in _BUSY
        if not is_vain:
            self._fruitless.clear()
        elif is_repeated:
            self._fruitless[origin, is_answer] += 1
        is_silent = isinstance(result, Unreachable) and not result.answered
        self._ledger.note_silence(origin, is_silent=is_silent)


def _counted(result: _Result, times: int) -> _Result:
    """Return the result; the reason of a missing response says how often it was asked for."""
    if not times or not isinstance(result, Unreachable):
        return result
    return replace(result, reason=f"{result.reason} (sent {times + 1} times)")
