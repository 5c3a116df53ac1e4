"""Send one request through the recordings of its page."""

from collections.abc import Callable
from dataclasses import replace

from docreplay.model.case import (
    Answer,
    Case,
    Outcome,
    SentRequest,
    Skipped,
    Unreachable,
    Unrecorded,
)
from docreplay.replay.links.link_sending import Linked
from docreplay.replay.recordings.cassette import CaseKey, CassetteShelf, CassetteTransport
from docreplay.replay.replay import Sender
from docreplay.replay.secrets.redaction import Redactor
from docreplay.replay.sending import Transport
from docreplay.replay.service import Service

Result = Answer | Unreachable | Skipped | Unrecorded


class RecordedSender:
    """Sends the request of one case: through the recordings, with retries, if it may be sent."""

    def __init__(
        self,
        shelf: CassetteShelf,
        case: Case,
        *,
        service: Service,
        sender: Sender,
        redactor: Redactor,
    ) -> None:
        self._shelf = shelf
        self._case = case
        self._base_url = service.base_url
        self._sender = sender
        self._redactor = redactor
        self._transport: CassetteTransport | None = None
        self.guard: Callable[[], SentRequest | Skipped] | None = None
        """Returns why the service must not get the request."""

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Answer | Unreachable | Skipped | Unrecorded, str]:
        """Return the response, or why there is none, and a note if the request was repeated."""
        live = _Live(self._sender, is_documented, self.guard)
        self._transport = CassetteTransport(
            self._shelf,
            place_of_case(self._case),
            live,
            self._redactor,
            base_url=self._base_url,
            documented=[header.name for header in self._case.request.headers],
            is_documented=is_documented,
        )
        return self._transport.send(request), live.note

    def linked(self, result: Result, request: SentRequest) -> Linked:
        """Return what came of a request for a link, with the recording that it is about."""
        found = self._transport
        recording, is_recorded = (found.recording, found.is_recorded) if found else ("", False)
        return Linked(result, request, recording, is_recorded)

    def marked(self, outcome: Outcome) -> Outcome:
        """Return the outcome with the recording that it is about."""
        found = self._transport
        if found is None:
            return outcome
        return replace(
            outcome,
            recording=found.recording,
            is_recorded=found.is_recorded,
            recorded=found.recorded,
            redacted=found.redacted,
        )


class NothingSent:
    """Sends no request for a link that must not be followed."""

    def send(
        self, request: SentRequest, is_documented: Callable[[int], bool]
    ) -> tuple[Result, str]:
        """Return that the request was not sent."""
        del request, is_documented
        return Unrecorded(reason="not sent"), ""


class _Live(Transport):
    """What is sent if no recording answers: the judged response, not those before it."""

    def __init__(
        self,
        sender: Sender,
        is_documented: Callable[[int], bool],
        guard: Callable[[], SentRequest | Skipped] | None,
    ) -> None:
        self._sender = sender
        self._is_documented = is_documented
        self._guard = guard
        self.note = ""

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped | Unrecorded:
        """Send the request, unless the service must not get it."""
        refused = self._guard() if self._guard else None
        if isinstance(refused, Skipped):
            return refused
        result, self.note = self._sender.send(request, self._is_documented)
        return result


def undocumented(_status: int) -> bool:
    """Return False: no page documents the responses to links."""
    return False


def place_of_case(case: Case) -> CaseKey:
    """Return the name that cassettes have for a case."""
    return CaseKey(case.page.path, case.name)
