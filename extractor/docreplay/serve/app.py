"""WSGI application (PEP 3333) that responds as the pages document."""

import json
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any

from docreplay.model.case import Case
from docreplay.model.content import content, looks_like_json, sent_header
from docreplay.serve.routes import Routes

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

_CONNECTION_HEADERS = frozenset(
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


_BODILESS = frozenset({*range(100, 200), 204, 304})
"""Statuses whose responses have no body (RFC 9110 §6.4.1)."""


def application(routes: Routes) -> Application:
    """Return the application that answers each documented operation with its response."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        sent = _body(environ)
        method, url = environ["REQUEST_METHOD"], _target(environ)
        case = routes.find(method, url, environ.get("HTTP_PREFER", ""), sent)
        if case is None:
            return _unknown(routes, method, url[0], start_response)
        body = content(case.expectation.headers, case.expectation.body)
        start_response(_status(case), list(_headers(case, len(body))))
        return [] if method == "HEAD" or case.expectation.status in _BODILESS else [body]

    return answer


def _body(environ: dict[str, Any]) -> bytes:
    """Return the body of the request; one in chunks has no length, and its input an end."""
    is_chunked = environ.get("wsgi.input_terminated")
    read: Callable[..., bytes] = environ["wsgi.input"].read
    return read() if is_chunked else read(int(environ.get("CONTENT_LENGTH") or 0))


def _target(environ: dict[str, Any]) -> tuple[str, str]:
    """Return path and query as they were sent, or the decoded path if the server lacks it."""
    path = str(environ.get("REQUEST_URI") or environ.get("PATH_INFO", "/")).partition("?")[0]
    if "://" in path:
        path = "/" + path.partition("://")[2].partition("/")[2]
    return path, str(environ.get("QUERY_STRING", ""))


def _unknown(
    routes: Routes, method: str, path: str, start_response: StartResponse
) -> Iterable[bytes]:
    """Respond with 404 and the most similar operations, as an OData error (OData JSON §21)."""
    message = f"no page documents {method} {path}"
    error = {"code": "no-such-operation", "message": message}
    nearest = routes.nearest(method, path)
    text = json.dumps({"error": {**error, "nearest": nearest}}, ensure_ascii=False, indent=2)
    body = b"" if method == "HEAD" else text.encode("utf-8", "replace")
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("404 Not Found", headers)
    return [body]


def _status(case: Case) -> str:
    status = case.expectation.status or 200
    reason = case.expectation.reason
    if reason.isascii() and reason.isprintable() and reason:
        return f"{status} {reason}"
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Documented"


def _headers(case: Case, length: int) -> Iterator[tuple[str, str]]:
    """Yield the documented headers that can be sent without breaking the message."""
    names = set()
    for name, value, *_ in case.expectation.headers:
        names.add(name.lower())
        if name.lower() not in _CONNECTION_HEADERS:
            yield from sent_header(name, value)
    documented = case.expectation.body
    if documented is not None and "content-type" not in names:
        is_json = looks_like_json(documented.text)
        yield "Content-Type", "application/json" if is_json else "text/plain; charset=utf-8"
    if case.expectation.status not in _BODILESS:
        yield "Content-Length", str(length)
