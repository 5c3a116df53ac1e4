"""Send the request of a case, and return its outcome."""

import string
import time
from collections.abc import Mapping
from urllib.parse import quote

from docreplay.model.case import Case, Outcome, Skipped
from docreplay.replay.prepare import prepare
from docreplay.replay.service import Service
from docreplay.replay.transport import Transport

_KEPT = f"{string.punctuation} "
"""Characters of a preference that are sent as they are."""


def replay(
    case: Case, service: Service, transport: Transport, values: Mapping[str, str]
) -> Outcome:
    """Send the request of the case, with `values` in its placeholders, and return the outcome.

    The embedded service is asked for the response of this case: pages may document one operation
    several times.
    """
    request = prepare(case.request, service, values, preference(case))
    if isinstance(request, Skipped):
        return Outcome(result=request, sent=None)
    before = time.perf_counter()
    result = transport.send(request)
    return Outcome(result=result, sent=request, elapsed=time.perf_counter() - before)


def preference(case: Case) -> str:
    """Return what asks the embedded service for the case's response (RFC 7240 §2).

    That is the preference of the case, among the responses that its page documents for the same
    request; without one, the case itself.
    """
    if case.prefer:
        place = f"{case.location.path}:{case.location.line}"
        return f'{quote(case.prefer, safe=_KEPT)}, request="{quote(place)}"'
    return f'example="{quote(case.id)}"'
