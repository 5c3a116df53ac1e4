"""Requests that clients send to the service, and its replies, apart from WSGI (PEP 3333)."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docreplay.model.case import Case
from docreplay.model.http.url_template import without_origin

_AUTHORITY = re.compile(r"(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?")
"""`host` or `host:port` of RFC 3986 §3.2, narrowed to what is safe in JSON, XML and headers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRequest:
    """A request as it was sent. Header names are in lower case."""

    method: str
    path: str
    """Percent-encoded, with its leading slash."""
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    base_url: str = ""
    """Scheme, host and port of the service, as the client named them."""

    def header(self, name: str) -> str:
        """Return the value of a header, or `""`."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MockResponse:
    """A response of the service; `case` is the documented one that it was made of, if any."""

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    case: Case | None = None
    recording: str = ""
    """File and name of the recording that it was made of, if it was."""
    missed: str = ""
    """Why no recording answers, where recordings are served."""

    def names(self) -> frozenset[str]:
        """Return the names of the headers in lower case."""
        return frozenset(name.lower() for name, _ in self.headers)


def refusal(
    status: int, code: str, message: str, *headers: tuple[str, str], **details: object
) -> MockResponse:
    """Return a reply of the service itself, as an OData error (OData JSON §21)."""
    error = {"error": {"code": code, "message": message, **details}}
    text = json.dumps(error, ensure_ascii=False, indent=2)
    kind = ("Content-Type", "application/json")
    return MockResponse(
        status=status, headers=(kind, *headers), body=text.encode("utf-8", "replace")
    )


def request_of(environ: Mapping[str, Any]) -> ClientRequest:
    """Return the request of a WSGI environment; reads its body."""
    path, query = _target(environ)
    return ClientRequest(
        method=environ["REQUEST_METHOD"],
        path=path,
        query=query,
        headers=dict(_headers(environ)),
        body=_body(environ),
        base_url=_base_url(environ),
    )


def _headers(environ: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = {"CONTENT_TYPE": "content-type"}
    names |= {key: key[5:].replace("_", "-").lower() for key in environ if key[:5] == "HTTP_"}
    return [(name, str(environ[key])) for key, name in names.items() if environ.get(key)]


def _body(environ: Mapping[str, Any]) -> bytes:
    """Return the body of the request; one in chunks has no length, and its input an end."""
    is_chunked = environ.get("wsgi.input_terminated")
    read: Callable[..., bytes] = environ["wsgi.input"].read
    return read() if is_chunked else read(int(environ.get("CONTENT_LENGTH") or 0))


def _target(environ: Mapping[str, Any]) -> tuple[str, str]:
    """Return path and query as they were sent, or the decoded path if the server lacks it."""
    path = str(environ.get("REQUEST_URI") or environ.get("PATH_INFO", "/")).partition("?")[0]
    if not path.startswith("/"):
        # the absolute form, as for a proxy (RFC 9112 §3.2.2)
        path = "/" + without_origin(path).lstrip("/")
    return path, str(environ.get("QUERY_STRING", ""))


def _base_url(environ: Mapping[str, Any]) -> str:
    """Return the URL that the client used. The Host header is not trusted to be a host."""
    scheme = environ.get("wsgi.url_scheme", "http")
    host = str(environ.get("HTTP_HOST", "")).strip()
    if not _AUTHORITY.fullmatch(host):
        name = str(environ.get("SERVER_NAME", "localhost"))
        bracketed = f"[{name}]" if ":" in name else name
        host = f"{bracketed}:{environ.get('SERVER_PORT', '80')}"
    return f"{scheme}://{host}"
