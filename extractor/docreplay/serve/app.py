"""WSGI application (PEP 3333) that responds as the pages document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docreplay.model.case import Case
from docreplay.serve.checks import broken_json, violations
from docreplay.serve.choose import asks_for_documented, choose
from docreplay.serve.cors import is_preflight, preflight, shared
from docreplay.serve.documented import reply_of, status_line
from docreplay.serve.links import relinked
from docreplay.serve.message import ClientRequest, MockResponse, refusal, request_of
from docreplay.serve.recorded import FindRecording, reply_of_recording, with_source
from docreplay.serve.routes import Routes

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

_BODILESS = frozenset({*range(100, 200), 204, 304})
"""Statuses whose responses have no body (RFC 9110 §6.4.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavior:
    """How the service behaves beyond the pages."""

    is_mock: bool = False
    """Whether it answers clients rather than the documented requests: it refuses broken JSON,
    heeds Accept, and its links lead to itself."""
    cors: bool = False
    validate: bool = False
    recorded: FindRecording | None = None
    """Finds the recording that answers a request before a page does."""
    log: Callable[[ClientRequest, MockResponse], None] = lambda _request, _reply: None


def application(routes: Routes) -> Application:
    """Return the application that answers each documented operation with its response."""
    return mock(lambda: routes, Behavior())


def mock(routes: Callable[[], Routes], behavior: Behavior) -> Application:
    """Return the application for clients; `routes` returns the current ones."""

    def respond(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        request = request_of(environ)
        reply = _reply(routes(), request, behavior)
        behavior.log(request, reply)
        length = [] if reply.status in _BODILESS else [("Content-Length", str(len(reply.body)))]
        start_response(status_line(reply), [*reply.headers, *length])
        is_empty = request.method == "HEAD" or reply.status in _BODILESS
        return [] if is_empty else [reply.body]

    return respond


def _reply(routes: Routes, request: ClientRequest, behavior: Behavior) -> MockResponse:
    reply = _recorded(routes, request, behavior)
    if behavior.is_mock and (reply.case or reply.recording):
        reply = relinked(reply, routes.is_own, request.base_url)
    return shared(reply, request) if behavior.cors else reply


def _recorded(routes: Routes, request: ClientRequest, behavior: Behavior) -> MockResponse:
    """Return the response of a recording, or else of a page, and say in headers which it is.

    A client that asks for a documented response by its preference gets that.
    """
    if behavior.recorded is None or asks_for_documented(request) or is_preflight(request):
        return _answer(routes, request, behavior)
    found = behavior.recorded(request)
    cases = routes.cases(request.method, request.path)
    reply = reply_of_recording(found, cases) or _answer(routes, request, behavior)
    return with_source(reply, found)


def _answer(routes: Routes, request: ClientRequest, behavior: Behavior) -> MockResponse:
    cases = routes.cases(request.method, request.path)
    if not cases:
        return _undocumented(routes, request, behavior)
    flaw = broken_json(cases, request) if behavior.is_mock else None
    if flaw:
        return flaw
    found = choose(cases, request, negotiate=behavior.is_mock)
    if isinstance(found, MockResponse):
        return found
    refused = _violations(cases, found, request) if behavior.validate else None
    return refused or reply_of(found)


def _violations(cases: Sequence[Case], found: Case, request: ClientRequest) -> MockResponse | None:
    """Return the refusal of an undocumented request; an asked-for error is not refused."""
    return None if request.header("prefer") else violations(cases, found, request)


def _undocumented(routes: Routes, request: ClientRequest, behavior: Behavior) -> MockResponse:
    """Return 204 to OPTIONS, 405 for another method of a known path (RFC 9110 §15.5.6), or 404."""
    methods = routes.methods(request.path)
    where = f"{request.method} {request.path}"
    if not methods:
        nearest = routes.nearest(request.method, request.path)
        return refusal(404, "no-such-operation", f"no page documents {where}", nearest=nearest)
    if behavior.cors and is_preflight(request):
        return preflight(request, methods)
    allow = ("Allow", ", ".join(methods))
    if request.method == "OPTIONS":
        return MockResponse(status=204, headers=(allow,))
    message = f"no page documents {where}; documented: {allow[1]}"
    return refusal(405, "method-not-allowed", message, allow)
