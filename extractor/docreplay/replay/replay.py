"""Send the request of a case, and return its outcome."""

import string
import time
from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import quote

from docreplay.model.case import (
    Answer,
    Case,
    Outcome,
    SentRequest,
    Skipped,
    Unreachable,
    Unrecorded,
)
from docreplay.replay.prepare import prepare
from docreplay.replay.service import Service

_KEPT = f"{string.punctuation} "
"""Characters of a preference that are sent as they are."""


class Sender(Protocol):
    """Sends a request as often as it takes, as `RetryingSender` does."""

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Answer | Unreachable | Skipped | Unrecorded, str]:
        """Return the response, or why there is none, and a note about how it was sent."""


def replay(
    case: Case,
    service: Service,
    sender: Sender,
    values: Mapping[str, str],
    *,
    is_documented: Callable[[int], bool] = lambda _: False,
) -> Outcome:
    """Send the request of the case, with `values` in its placeholders, and return the outcome.

    The embedded service is asked for the response of this case: pages may document one operation
    several times. `is_documented` returns True for a status that the page documents for the
    request.
    """
    request = prepare(case.request, service, values, preference(case))
    if isinstance(request, Skipped):
        return Outcome(result=request, sent=None)
    before = time.perf_counter()
    result, note = sender.send(request, is_documented)
    sent = None if isinstance(result, Skipped | Unrecorded) else request
    return Outcome(result=result, sent=sent, elapsed=time.perf_counter() - before, note=note)


def preference(case: Case) -> str:
    """Return what asks the embedded service for the case's response (RFC 7240 §2).

    That is the preference of the case, among the responses that its page documents for the same
    request; without one, the case itself.
    """
    if case.prefer:
        place = f"{case.location.path}:{case.location.line}"
        return f'{quote(case.prefer, safe=_KEPT)}, request="{quote(place)}"'
    return f'example="{quote(case.id)}"'
