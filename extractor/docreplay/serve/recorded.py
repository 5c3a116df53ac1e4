"""Replies of the service that are made of recordings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from docreplay.model.case import Case
from docreplay.model.recordings.cassette import Recording
from docreplay.serve.documented import CONNECTION_HEADERS
from docreplay.serve.message import ClientRequest, MockResponse

_SOURCE = "Docreplay-Source"
"""Header that says what a response was made of."""
_MISSED = "Docreplay-Nearest-Recording"
_LONGEST = 400
"""Characters of a header that says why no recording answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedReply:
    """The recording that answers a request, or why there is none."""

    recording: Recording | None = None
    page: str = ""
    file: str = ""
    """Path of the file that has the recording, relative to the project."""
    missed: str = ""
    """The nearest recording, and where the request differs from it."""


FindRecording = Callable[[ClientRequest], RecordedReply]


def reply_of_recording(found: RecordedReply, cases: Sequence[Case]) -> MockResponse | None:
    """Return the recorded response; None without one. `cases` are those of the operation."""
    if found.recording is None:
        return None
    answer = found.recording.response.answer
    kept = (item for item in answer.headers if item[0].lower() not in CONNECTION_HEADERS)
    return MockResponse(
        status=answer.status,
        reason=answer.reason,
        headers=tuple(kept),
        body=answer.body,
        case=_case_of(found, cases),
        recording=f"{found.file}#{found.recording.id}",
    )


def with_source(reply: MockResponse, found: RecordedReply) -> MockResponse:
    """Return the reply with headers that say what it was made of.

    `Docreplay-Source` is `recording` or `page`, with the place. Without a recording, the nearest
    one is named.
    """
    if reply.recording:
        return _with_headers(reply, [(_SOURCE, f"recording {_inert(reply.recording)}")])
    place = f"page {_inert(str(reply.case.location))}" if reply.case else "docreplay"
    headers = [(_SOURCE, place), (_MISSED, _inert(found.missed))]
    return replace(_with_headers(reply, headers), missed=found.missed)


def _case_of(found: RecordedReply, cases: Iterable[Case]) -> Case | None:
    """Return the case that was recorded, or else a case of the operation."""
    known = list(cases)
    name = found.recording.case if found.recording else ""
    own = (case for case in known if (case.page.path, case.name) == (found.page, name))
    return next(own, known[0] if known else None)


def _with_headers(reply: MockResponse, headers: Iterable[tuple[str, str]]) -> MockResponse:
    return replace(reply, headers=(*reply.headers, *headers))


def _inert(text: str) -> str:
    """Return a text as a header can carry it (RFC 9110 §5.5): other characters encoded."""
    return quote(" ".join(text.split())[:_LONGEST], safe=" !#$&'()*+,/:;=?@[]`{|}~")
