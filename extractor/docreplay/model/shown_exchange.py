"""Messages of a case as reports show them: the documented ones beside the real ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.model.case import Case
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage


class ShownLine(NamedTuple):
    """A line of a documented message, and the place on the page at which it starts."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExchange:
    """The documented and the real messages of one case, without secrets."""

    request: tuple[ShownLine, ...] = ()
    """The documented request, as the page writes it."""
    response: tuple[ShownLine, ...] = ()
    """The documented response."""
    sent: str = ""
    """The request as it was sent, in the form of HTTP/1.1."""
    answer: str = ""
    """The response as it was received."""

    @property
    def messages(self) -> str:
        """Both real messages with a blank line between, or `""`."""
        return "\n\n".join(text for text in (self.sent, self.answer) if text)


def documented_request(case: Case) -> tuple[ShownLine, ...]:
    """Return the lines of the documented request."""
    request = case.request
    first = _line(request.location, f"{request.method} {request.target}")
    return (first, *_rest(request.headers, request.body))


def documented_response(case: Case) -> tuple[ShownLine, ...]:
    """Return the lines of the documented response; none if its place is not known."""
    expected = case.expectation
    if expected.status_at is None:
        return ()
    status = f"HTTP/1.1 {expected.status} {expected.reason}".rstrip()
    return (_line(expected.status_at, status), *_rest(expected.headers, expected.body))


def _rest(headers: Iterable[Header], body: Passage | None) -> Iterator[ShownLine]:
    yield from (_line(header.location, f"{header.name}: {header.value}") for header in headers)
    if body is None:
        return
    yield ShownLine(0, 1, "")
    for row, text in enumerate(body.text.removesuffix("\n").split("\n")):
        yield _line(body.row(row), text)


def _line(at: Location, text: str) -> ShownLine:
    return ShownLine(at.line, at.column, text)
