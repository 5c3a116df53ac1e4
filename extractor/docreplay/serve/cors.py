"""Cross-origin resource sharing, so that pages in a browser can use the service.

The CORS protocol is part of https://fetch.spec.whatwg.org/#http-cors-protocol.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from docreplay.model.http.http import FIELD_NAME
from docreplay.serve.message import ClientRequest, MockResponse

_ORIGIN = re.compile(r"null|[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9.:_\[\]-]+")
_NAMES = re.compile(rf"{FIELD_NAME}(?:\s*,\s*{FIELD_NAME})*")
_SAFELISTED = frozenset(
    {"cache-control", "content-language", "content-length", "content-type", "expires"}
    | {"last-modified", "pragma"}
)


def is_preflight(request: ClientRequest) -> bool:
    """Return True if a browser asks whether it may send a request."""
    return (
        request.method == "OPTIONS"
        and bool(request.header("origin"))
        and bool(request.header("access-control-request-method"))
    )


def preflight(request: ClientRequest, methods: Iterable[str]) -> MockResponse:
    """Return the reply to a preflight: the methods of the path, and the headers asked for."""
    allowed = ", ".join(methods)
    headers = [("Allow", allowed), ("Access-Control-Allow-Methods", allowed)]
    asked = request.header("access-control-request-headers").strip()
    if _NAMES.fullmatch(asked):
        headers.append(("Access-Control-Allow-Headers", asked))
    return MockResponse(status=204, headers=(*headers, ("Access-Control-Max-Age", "600")))


def shared(reply: MockResponse, request: ClientRequest) -> MockResponse:
    """Return the reply, readable by the page that asks for it; a documented origin that fits stays.

    The origin is repeated rather than `*`, which excludes requests with credentials.
    """
    origin = request.header("origin")
    wanted = origin if _ORIGIN.fullmatch(origin) else "*"
    documented = [v for n, v in reply.headers if n.lower() == "access-control-allow-origin"]
    if any(value.strip() in ("*", wanted) for value in documented):
        return reply
    kept = [item for item in reply.headers if item[0].lower() != "access-control-allow-origin"]
    added = [("Access-Control-Allow-Origin", wanted)]
    if wanted != "*":
        added += [("Access-Control-Allow-Credentials", "true"), ("Vary", "Origin")]
    exposed = ", ".join(dict.fromkeys(name for name, _ in kept if name.lower() not in _SAFELISTED))
    if exposed and not is_preflight(request):
        added.append(("Access-Control-Expose-Headers", exposed))
    present = reply.names() - {"vary", "access-control-allow-origin"}
    return replace(
        reply, headers=(*kept, *(item for item in added if item[0].lower() not in present))
    )
