"""Send requests over HTTP. Only this package's transport uses `requests`."""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any, Protocol, TypedDict
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError
from urllib3.util import Timeout

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.model.origin import is_loopback
from docreplay.replay.coding import (
    ACCEPTED,
    InvalidCoding,
    TooLarge,
    codings,
    decode,
    unsupported,
)
from docreplay.replay.connection import (
    BoundedConnection,
    BoundedSecureConnection,
    StaleConnection,
)
from docreplay.replay.connection_failure import failure_of

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


class _NoRecords(logging.Filter):
    """Drops what urllib3 logs while a request of docreplay is sent: URLs, with their secrets.

    pytest prints the log of a failed test. Requests of other tests are logged as always.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sending = threading.local()

    def filter(self, _: logging.LogRecord) -> bool:
        return not getattr(self.sending, "is_on", False)


_NO_RECORDS = _NoRecords()
for _name in ("connectionpool", "connection", "response", "poolmanager", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_NO_RECORDS)


class Transport(Protocol):
    """Sends a request and returns the response."""

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped | Unrecorded:
        """Return the response, or the reason why there is none. A service cannot make it raise."""


class NoNetwork:
    """Sends nothing: no socket is opened."""

    def send(self, request: SentRequest) -> Unrecorded:
        """Return that the request was not sent."""
        del request
        return Unrecorded(reason="the network is blocked (`block-network`)")

    def close(self) -> None:
        """Do nothing: there is nothing to close."""


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
    """Settings that `requests` takes from the environment: proxies and trusted certificates."""

    proxies: Mapping[str, str]
    verify: bool | str


class RequestsTransport:
    """One session for a run, with persistent connections.

    Requests go straight to the adapter: redirects are not followed, cookies are not kept for the
    next case, and credentials are not read from a netrc file.

    `timeout` is in seconds and bounds the whole exchange, from connecting to the last byte. A
    response of more than `max_bytes` (decoded) is an error, and so is one in a content coding that
    is not supported. A request over a connection that the service has closed in the meantime is
    sent once more if its method is idempotent.
    """

    def __init__(self, timeout: float, max_bytes: int) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._adapter = _Adapter(pool_maxsize=32, max_retries=0)
        self._session = requests.Session()
        self._settings: dict[str, _Settings] = {}

    def send(self, request: SentRequest) -> Answer | Unreachable:
        """Return the response, or the reason why there is none."""
        begun = time.monotonic()
        _NO_RECORDS.sending.is_on = True
        try:
            try:
                return self._exchange(request, self._timeout)
            except requests.ConnectionError as error:
                left = begun + self._timeout - time.monotonic()
                if left <= 0 or request.method not in _REPEATABLE or not _is_stale(error):
                    raise
                return self._exchange(request, left)
        except InvalidCoding as error:
            return Unreachable(reason=str(error), answered=True)
        except TooLarge:
            reason = f"the response is larger than {self._max_bytes} bytes"
            return Unreachable(reason=reason, answered=True)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return self._unreachable(error, request.url)
        finally:
            _NO_RECORDS.sending.is_on = False

    def _exchange(self, request: SentRequest, timeout: float) -> Answer | Unreachable:
        response = self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=Timeout(total=timeout),  # type: ignore[arg-type]  # documented, but missing in its types
            **self._environment(request.url),
        )
        with response:
            names = codings(response.headers.get("Content-Encoding", ""))
            body = self._body(response)
        if body and (coding := unsupported(names)):
            reason = f"unsupported content coding `{coding}` of the response"
            return Unreachable(reason=reason, answered=True)
        body = decode(body, names, self._max_bytes)
        headers = tuple(response.raw.headers.items())
        return Answer(
            status=response.status_code, reason=response.reason or "", headers=headers, body=body
        )

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()
        self._session.close()

    def _environment(self, url: str) -> "_Settings":
        """Return the proxies and certificates of the environment, looked up once per origin.

        A proxy cannot reach the loopback addresses of this machine, so none is used for them.
        """
        origin = "/".join(url.split("/", 3)[:3])
        if origin not in self._settings:
            found = self._session.merge_environment_settings(url, {}, True, None, None)
            self._settings[origin] = _Settings(
                proxies={} if is_loopback(urlsplit(url).hostname or "") else found["proxies"],
                verify=True if found["verify"] is None else found["verify"],
            )
        return self._settings[origin]

    def _body(self, response: requests.Response) -> bytes:
        """Return the whole body with its codings. Raises `TooLarge`."""
        chunks: list[bytes] = []
        size = 0
        for chunk in response.raw.stream(_CHUNK_SIZE, decode_content=False):
            chunks.append(chunk)
            size += len(chunk)
            if size > self._max_bytes:
                raise TooLarge
        return b"".join(chunks)

    def _unreachable(self, error: Exception, url: str) -> Unreachable:
        """Return the reason of a missing response, on one line."""
        if isinstance(error, requests.exceptions.ProxyError):  # what follows is about the proxy
            return Unreachable(reason="the proxy does not respond")
        for cause in _causes(error):
            if isinstance(cause, requests.exceptions.ReadTimeout | ReadTimeoutError):
                return Unreachable(reason=f"no complete response within {self._timeout:g} s")
            if isinstance(cause, NameResolutionError):
                return Unreachable(reason=f"cannot resolve `{urlsplit(url).hostname}`")
            if found := failure_of(cause, url):
                return found
        for kind, text in _REASONS.items():
            if isinstance(error, kind):
                return Unreachable(reason=text)
        name = type(error).__name__
        return Unreachable(reason=f"invalid HTTP response ({name})", answered=True)


_REASONS = {
    UnicodeError: "the name of the host is not valid",
    requests.exceptions.SSLError: "the certificate of the service is not trusted",
    requests.exceptions.ConnectTimeout: "cannot connect in time",
    requests.exceptions.ConnectionError: "cannot connect",
}
"""Reasons by class of error, subclasses first."""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and those that it wraps, from the layers below."""
    yield error
    for argument in (*error.args, getattr(error, "reason", None), error.__cause__):
        if isinstance(argument, BaseException):
            yield from _causes(argument)


def _is_stale(error: Exception) -> bool:
    return any(isinstance(cause, StaleConnection) for cause in _causes(error))


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
    prepared.headers.setdefault("Accept-Encoding", ACCEPTED)
    prepared.headers.setdefault("User-Agent", _PRODUCT)
    if request.body is not None:
        prepared.prepare_body(request.body, files=None)
    elif request.method in _EMPTY_BODY_METHODS:
        prepared.prepare_content_length(None)
    return prepared
