"""Turn a case into the response that its page documents."""

from collections.abc import Iterator
from http import HTTPStatus

from docreplay.model.case import Case
from docreplay.model.http.content import content, looks_like_json, sent_header
from docreplay.serve.message import MockResponse

CONNECTION_HEADERS = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "keep-alive",
        "proxy-authenticate",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers of this connection, rather than of the documented one (RFC 9110 §7.6.1)."""


def reply_of(case: Case) -> MockResponse:
    """Return the documented response of a case."""
    expectation = case.expectation
    return MockResponse(
        status=expectation.status or 200,
        reason=expectation.reason,
        headers=tuple(_headers(case)),
        body=content(expectation.headers, expectation.body),
        case=case,
    )


def status_line(reply: MockResponse) -> str:
    """Return status code and reason phrase as WSGI takes them (PEP 3333)."""
    if reply.reason and reply.reason.isascii() and reply.reason.isprintable():
        return f"{reply.status} {reply.reason}"
    try:
        return f"{reply.status} {HTTPStatus(reply.status).phrase}"
    except ValueError:
        return f"{reply.status} Documented"


def _headers(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the documented headers that can be sent without breaking the message."""
    names = set()
    for name, value, *_ in case.expectation.headers:
        names.add(name.lower())
        if name.lower() not in CONNECTION_HEADERS:
            yield from sent_header(name, value)
    documented = case.expectation.body
    if documented is not None and "content-type" not in names:
        is_json = looks_like_json(documented.text)
        yield "Content-Type", "application/json" if is_json else "text/plain; charset=utf-8"
