"""How a case can be sent again, and what was sent and received, without secrets."""

from dataclasses import replace

from docreplay.model.case import Answer, Case, Outcome, SentRequest
from docreplay.model.recordings.cassette import ORIGIN
from docreplay.model.run import Verdict
from docreplay.model.shown_exchange import (
    ShownExchange,
    documented_request,
    documented_response,
)
from docreplay.replay.curl import curl
from docreplay.replay.messages import messages
from docreplay.replay.service import Service

_SERVED = "http://127.0.0.1:8000"
"""Default URL of `docreplay serve`."""


def reproduced(
    verdict: Verdict, case: Case, outcome: Outcome, *, service: Service, documented: str
) -> Verdict:
    """Return the verdict with what `curl_command` and `exchange_of` return."""
    return replace(
        verdict,
        reproduce=curl_command(outcome, service, documented),
        exchange=exchange_of(case, outcome, service, documented),
    )


def curl_command(outcome: Outcome, service: Service, documented: str) -> str:
    """Return the command that repeats a request, for `docreplay serve` if it was embedded.

    `documented` is the target that the page shows. `""` if nothing was sent, or if only a recording
    can answer because no service is configured.
    """
    sent = _shown(outcome.sent, service)
    if sent is None or sent.url.startswith(ORIGIN):
        return ""
    return curl(sent, service.headers, documented)


def exchange_of(
    case: Case, outcome: Outcome, service: Service, documented: str
) -> ShownExchange | None:
    """Return what the page documents beside what was sent and received; None without a response.

    `case` is the one of the page, which has the line of each part.
    """
    shown = _shown(outcome.sent, service)
    if shown is None or not isinstance(outcome.result, Answer):
        return None
    sent, received = messages(shown, outcome.result, service.headers, documented)
    return ShownExchange(
        request=documented_request(case),
        response=documented_response(case),
        sent=sent,
        answer=received,
    )


def _shown(sent: SentRequest | None, service: Service) -> SentRequest | None:
    """Return the request, with the URL of `docreplay serve` if it was embedded.

    The port of the embedded service is a different one in each run.
    """
    if sent is None or not service.embedded:
        return sent
    return replace(sent, url=_SERVED + sent.url.removeprefix(service.base_url))
