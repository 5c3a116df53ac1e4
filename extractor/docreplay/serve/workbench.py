"""The workbench on loopback: one page, and one way to write pages.

Whoever has the address may use it: it contains a token. Requests of other origins are refused, and
so are those that name another host: a foreign name may lead to loopback.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docreplay.model.json.value import JSON
from docreplay.serve.app import StartResponse

Write = Callable[[Sequence[Mapping[str, JSON]]], Sequence[JSON]]
_LARGEST = 256 * 1024 * 1024
"""Bytes of the largest request."""
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)


class _Answer(NamedTuple):
    status: str
    body: bytes
    media_type: str = "text/plain; charset=utf-8"


class WorkbenchApp:
    """The application; `page` returns the page, and `write` writes pages."""

    def __init__(self, page: Callable[[], str], write: Write) -> None:
        self.token = secrets.token_urlsafe(24)
        self._page, self._write = page, write

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        answer = self._refused(environ) or self._answer(environ)
        length = ("Content-Length", str(len(answer.body)))
        start(answer.status, [*_HEADERS, ("Content-Type", answer.media_type), length])
        return [answer.body]

    def _refused(self, environ: Mapping[str, Any]) -> _Answer | None:
        port = environ["SERVER_PORT"]
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        host, origin = environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN")
        if host not in hosts:
            return _refusal("421 Misdirected Request", "the request names another host")
        needs_origin = environ["REQUEST_METHOD"] != "GET"
        if origin != f"http://{host}" and (needs_origin or origin is not None):
            return _refusal("403 Forbidden", "the request comes from another origin")
        token = environ.get("PATH_INFO", "").split("/")[1:2]
        if not token or not secrets.compare_digest(token[0].encode(), self.token.encode()):
            return _refusal("404 Not Found", "open the address that docreplay printed")
        return None

    def _answer(self, environ: Mapping[str, Any]) -> _Answer:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"].split("/", 2)[2:]
        match method, path:
            case "GET", [""]:
                return _Answer("200 OK", self._page().encode(), "text/html; charset=utf-8")
            case "POST", ["pages"]:
                return self._written(environ)
            case _:
                return _refusal("404 Not Found", "open the address that docreplay printed")

    def _written(self, environ: Mapping[str, Any]) -> _Answer:
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != "application/json":
            return _refusal("415 Unsupported Media Type", "the request is not JSON")
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > _LARGEST:
            return _refusal("413 Content Too Large", "the request is too large")
        try:
            changes = list(_changes(json.loads(environ["wsgi.input"].read(int(length)))))
        except (ValueError, RecursionError) as error:
            return _refusal("400 Bad Request", f"the request cannot be read: {error}")
        body = json.dumps({"pages": self._write(changes)})
        return _Answer("200 OK", body.encode(), "application/json")


def _changes(value: JSON) -> Iterator[Mapping[str, JSON]]:
    """Yield the changes of a request. Raise `ValueError` if it is not one."""
    pages = value.get("pages") if isinstance(value, dict) else None
    if not isinstance(pages, list):
        raise ValueError("no list of pages")
    for page in pages:
        if not isinstance(page, dict) or not all(
            isinstance(page.get(name), str) for name in ("path", "digest", "text")
        ):
            raise ValueError("a page without `path`, `digest` or `text`")
        yield page


def _refusal(status: str, reason: str) -> _Answer:
    return _Answer(status, f"{reason}\n".encode())
