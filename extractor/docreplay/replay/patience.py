"""How often a service is asked: again if it is busy, and not any more if it does not respond."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.model.http import values_of
from docreplay.model.origin import Origin, origin_of
from docreplay.replay.sending import Transport

_BUSY = (429, 503)
"""Statuses that ask the client to come back later (RFC 6585 §4, RFC 9110 §15.6.4)."""
_REPEATS = 3
"""Number of times that one request is sent again."""
_LONGEST_WAIT = 60.0
"""Seconds; a longer one is not waited for: the request is judged by the response that it got."""
_ALL_WAITS = 300.0
"""Seconds that all waits of a run take together at most."""
_SILENCES = 3
"""Number of requests in a row without a response, after which no more are sent."""


class Patience:
    """Sends the requests of a run.

    A request that is answered with 429 or 503 and `Retry-After` is sent again after that time. An
    origin that did not respond to several requests in a row gets no more of them, so that a run
    against a service that hangs does not wait for every request.
    """

    def __init__(self, transport: Transport, sleep: Callable[[float], object] = time.sleep) -> None:
        self._transport = transport
        self._sleep = sleep
        self._left = _ALL_WAITS
        self._silences: Counter[Origin | None] = Counter()

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Answer | Unreachable | Skipped | Unrecorded, str]:
        """Return the response, or why there is none, and a note if the request was repeated.

        `is_documented` returns True for a status that the page documents for the request: that is
        the response to judge.
        """
        origin = origin_of(request.url)
        if self._silences[origin] >= _SILENCES:
            reason = f"not sent: the service did not respond to {_SILENCES} requests in a row"
            return Skipped(kind="no-response", reason=reason), ""
        result, note = self._transport.send(request), ""
        for _ in range(_REPEATS):
            if not isinstance(result, Answer) or is_documented(result.status):
                break
            seconds = self._wait_of(result)
            if seconds is None:
                break
            note = f"sent again after {seconds:.3g} s: the service first responded with"
            note += f" {result.status} and Retry-After"
            self._left -= seconds
            self._sleep(seconds)
            result = self._transport.send(request)
        is_silent = isinstance(result, Unreachable) and not result.answered
        self._silences[origin] = self._silences[origin] + 1 if is_silent else 0
        return result, note

    def _wait_of(self, answer: Answer) -> float | None:
        """Return the seconds to wait before a busy service is asked again, None if it is not."""
        if answer.status not in _BUSY:
            return None
        seconds = _seconds(next(values_of("retry-after", answer.headers), ""))
        if seconds is None or seconds > min(_LONGEST_WAIT, self._left):
            return None
        return seconds


def _seconds(text: str) -> float | None:
    """Return the seconds of a `Retry-After` value: a number or a date (RFC 9110 §10.2.3)."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
