"""How a case can be sent again, and what was sent and received, without secrets."""

from dataclasses import replace

from docreplay.model.case import Answer, Outcome
from docreplay.model.cassette import ORIGIN
from docreplay.replay.curl import curl
from docreplay.replay.messages import messages
from docreplay.replay.service import Service

_SERVED = "http://127.0.0.1:8000"
"""Default URL of `docreplay serve`."""


def curl_command(outcome: Outcome, service: Service, documented: str) -> str:
    """Return the command that repeats a request, for `docreplay serve` if it was embedded.

    `documented` is the target that the page shows. `""` if nothing was sent, or if only a recording
    can answer because no service is configured.
    """
    sent = outcome.sent
    if sent is None or sent.url.startswith(ORIGIN):
        return ""
    if service.embedded:
        sent = replace(sent, url=_SERVED + sent.url.removeprefix(service.base_url))
    return curl(sent, service.headers, documented)


def messages_of(outcome: Outcome, answer: Answer, service: Service, documented: str) -> str:
    """Return the whole request and response; `""` if nothing was sent."""
    if outcome.sent is None:
        return ""
    return messages(outcome.sent, answer, service.headers, documented)
