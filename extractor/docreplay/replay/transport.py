"""What carries requests: the one door to `requests`."""

import time
from collections.abc import Iterator, Mapping
from http.client import HTTPException, IncompleteRead, LineTooLong
from importlib.metadata import version
from typing import Any, Protocol, TypedDict

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Timeout

from docreplay.model.case import Answer, SentRequest, Unreachable
from docreplay.replay.connection import (
    BoundedConnection,
    BoundedSecureConnection,
    StaleConnection,
)

_CHUNK_SIZE = 65536
"""Number of bytes of a body that are read at once."""
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
"""Idempotent methods (RFC 9110 §9.2.2)."""
_EMPTY_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})
"""Methods that define a body, so that a missing one has a length of 0 (RFC 9110 §8.6)."""

_PRODUCT = f"docreplay/{version('docreplay')}"
"""User-Agent (RFC 9110 §10.1.5) of requests whose page documents none."""
_BOUNDED: Mapping[Any, Any] = {
    HTTPConnection: BoundedConnection,
    HTTPSConnection: BoundedSecureConnection,
}


class Transport(Protocol):
    """Sends a request and brings what came back."""

    def send(self, request: SentRequest) -> Answer | Unreachable:
        """The answer, or why there is none; it does not raise for what a service does."""


class _Adapter(HTTPAdapter):
    """Send each URL exactly as it was prepared, over connections with a deadline."""

    def get_connection_with_tls_context(self, *request: Any, **settings: Any) -> ConnectionPool:
        """Return the pool of the request's origin, or of its proxy."""
        pool = super().get_connection_with_tls_context(*request, **settings)
        if isinstance(pool, HTTPConnectionPool):
            # a SOCKS proxy has a connection class of its own, which stays
            pool.ConnectionCls = _BOUNDED.get(pool.ConnectionCls, pool.ConnectionCls)
        return pool

    def request_url(
        self, request: requests.PreparedRequest, proxies: Mapping[str, str] | None
    ) -> str:
        """Return the target of the request line; `requests` would decode and encode it again."""
        url = request.url or ""
        if proxies and url.startswith("http://"):
            return super().request_url(request, proxies)
        rest = url.partition("://")[2]
        slash = rest.find("/")
        return rest[slash:] if slash >= 0 else "/"


class _Settings(TypedDict):
    """What `requests` takes from the environment: proxies, and whose certificates are trusted."""

    proxies: Mapping[str, str]
    verify: bool | str


class RequestsTransport:
    """One session for a run, whose connections are kept.

    Requests go straight to the adapter: no redirect is followed, no cookie is kept for the next
    case, and no credential is taken from a netrc file.

    `timeout` is in seconds and bounds the whole exchange, from connecting to the last byte; an
    answer of more than `max_bytes` (after content codings are undone) counts as none, and so does
    one in a content coding that was not asked for and cannot be undone. A request that met a
    connection which the service had closed meanwhile is sent once more, if its method
    may be repeated.
    """

    def __init__(self, timeout: float, max_bytes: int) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._adapter = _Adapter(pool_maxsize=32, max_retries=0)
        self._session = requests.Session()
        self._settings: dict[str, _Settings] = {}

    def send(self, request: SentRequest) -> Answer | Unreachable:
        """The answer, or why there is none."""
        begun = time.monotonic()
        try:
            try:
                return self._exchange(request, self._timeout)
            except requests.ConnectionError as error:
                left = begun + self._timeout - time.monotonic()
                if left <= 0 or request.method not in _REPEATABLE or not _is_stale(error):
                    raise
                return self._exchange(request, left)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return Unreachable(reason=self._plainly(error))

    def _exchange(self, request: SentRequest, timeout: float) -> Answer | Unreachable:
        response = self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=Timeout(total=timeout),  # type: ignore[arg-type]  # `requests` takes it as it is
            **self._environment(request.url),
        )
        with response:
            coding = _foreign_coding(response)
            body = self._body(response, decoded=not coding)
        if body is None:
            return Unreachable(reason=f"the answer is longer than {self._max_bytes} bytes")
        if body and coding:
            reason = f"the answer is encoded with `{coding}`, which cannot be undone here"
            return Unreachable(reason=reason)
        headers = tuple(response.raw.headers.items())
        return Answer(
            status=response.status_code, reason=response.reason or "", headers=headers, body=body
        )

    def close(self) -> None:
        """Closes all connections."""
        self._adapter.close()
        self._session.close()

    def _environment(self, url: str) -> "_Settings":
        """Proxies and certificates that the environment asks for, looked up once per origin."""
        origin = "/".join(url.split("/", 3)[:3])
        if origin not in self._settings:
            found = self._session.merge_environment_settings(url, {}, True, None, None)
            self._settings[origin] = _Settings(
                proxies=found["proxies"],
                verify=True if found["verify"] is None else found["verify"],
            )
        return self._settings[origin]

    def _body(self, response: requests.Response, *, decoded: bool) -> bytes | None:
        """The whole body; None for one that is too long, such as a bomb: it is cut off."""
        pieces: list[bytes] = []
        size = 0
        for piece in response.raw.stream(_CHUNK_SIZE, decode_content=decoded):
            pieces.append(piece)
            size += len(piece)
            if size > self._max_bytes:
                return None
        return b"".join(pieces)

    def _plainly(self, error: Exception) -> str:
        """The reason in one line, for people."""
        for cause in _causes(error):
            if isinstance(cause, requests.exceptions.ReadTimeout | ReadTimeoutError):
                return f"the answer took longer than {self._timeout:g} s"
            if said := _said_by_http(cause):
                return said
        for kind, text in _REASONS.items():
            if isinstance(error, kind):
                return text
        return f"the answer is no HTTP that can be read ({type(error).__name__})"


_REASONS = {
    requests.exceptions.SSLError: "the service's certificate is not trusted",
    requests.exceptions.ProxyError: "the proxy does not answer",
    requests.exceptions.ConnectTimeout: "nothing answers in time",
    requests.exceptions.ConnectionError: "nothing answers there, or it hung up",
}
"""By kind of error, the narrower before the wider."""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and those that it carries: each layer wraps what the one below it raised."""
    yield error
    for argument in error.args:
        if isinstance(argument, BaseException):
            yield from _causes(argument)


def _is_stale(error: Exception) -> bool:
    return any(isinstance(cause, StaleConnection) for cause in _causes(error))


def _said_by_http(error: BaseException) -> str:
    """What is wrong with the form of an answer, or `""`; `http.client` has limits of its own."""
    if isinstance(error, IncompleteRead):
        return "it hung up in the middle of its answer"
    if isinstance(error, LineTooLong):
        return "a header line of the answer is too long"
    if type(error) is HTTPException:
        return f"the answer cannot be read: {error}"
    return ""


def _foreign_coding(response: requests.Response) -> str:
    """The first content coding (RFC 9110 §8.4) of an answer that cannot be undone, or `""`."""
    known = {"", "identity", *response.raw.CONTENT_DECODERS}
    codings = response.headers.get("Content-Encoding", "").lower().split(",")
    return next((name for name in map(str.strip, codings) if name not in known), "")


def _prepared(request: SentRequest) -> requests.PreparedRequest:
    """Return the request for `requests`, with its method and URL untouched.

    `PreparedRequest.prepare_url` is left out: it decodes `%2E%2E` to `..`, which servers resolve.
    """
    prepared = requests.PreparedRequest()
    prepared.method = request.method
    prepared.url = request.url
    prepared.headers = requests.structures.CaseInsensitiveDict()
    for name, value in request.headers:
        known = prepared.headers.get(name)
        prepared.headers[name] = value if known is None else f"{known}, {value}"
    prepared.headers.setdefault("Accept-Encoding", "gzip, deflate")
    prepared.headers.setdefault("User-Agent", _PRODUCT)
    if request.body is not None:
        prepared.prepare_body(request.body, files=None)
    elif request.method in _EMPTY_BODY_METHODS:
        prepared.prepare_content_length(None)
    return prepared
