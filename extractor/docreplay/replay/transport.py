"""Send requests over HTTP. Only this package's transport uses `requests`."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from typing import Any, TypedDict
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError
from urllib3.util import Timeout

from docreplay.config.accounts import USUAL, Connection
from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable
from docreplay.model.origin import is_loopback
from docreplay.replay.addresses import AddressGuard, RefusedAddress
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
    named_failure,
)
from docreplay.replay.quiet_log import unlogged

_CHUNK_SIZE = 65536
"""Number of bytes of a body that are read at once."""
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
"""Idempotent methods (RFC 9110 §9.2.2)."""
_EMPTY_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})
"""Methods that define a body, so that a missing one has a length of 0 (RFC 9110 §8.6)."""

_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3}[ -~]{0,60})")
"""What `http.client` reports if a proxy does not connect (RFC 9110 §9.3.6)."""
_SHORTEST = 0.001
"""Seconds: a request that is sent has some time, even if the run has none left."""
_PRODUCT = f"docreplay/{version('docreplay')}"
"""User-Agent (RFC 9110 §10.1.5) of requests whose page documents none."""
_BOUNDED: Mapping[Any, Any] = {
    HTTPConnection: BoundedConnection,
    HTTPSConnection: BoundedSecureConnection,
}


class _Adapter(HTTPAdapter):
    """Send each URL exactly as it was prepared, over connections with a deadline.

    A URL that has not the origin of the base URL is only sent to a public address. `idle` is the
    number of seconds that a service may be silent.
    """

    def __init__(self, guard: AddressGuard | None, idle: float) -> None:
        super().__init__(pool_maxsize=32, max_retries=0)
        self._guard = guard
        self._idle = idle or None

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *rest: Any, **settings: Any
    ) -> ConnectionPool:
        """Return the pool of the request's origin, or of its proxy. Raises `RefusedAddress`."""
        url = request.url or ""
        guard = None if self._guard and self._guard.is_own(url) else self._guard
        if guard:
            guard.check_literal(urlsplit(url).hostname or "")
        pool = super().get_connection_with_tls_context(request, *rest, **settings)
        if isinstance(pool, HTTPConnectionPool):
            # a SOCKS proxy has a connection class of its own, which stays
            pool.ConnectionCls = _BOUNDED.get(pool.ConnectionCls, pool.ConnectionCls)
            if pool.ConnectionCls in _BOUNDED.values():
                addresses = guard.addresses if guard and pool.proxy is None else None
                pool.conn_kw.update(idle=self._idle, addresses=addresses)
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
    cert: str | tuple[str, str] | None


class RequestsTransport:
    """One session for a run, with persistent connections.

    Requests go straight to the adapter: redirects are not followed, cookies are not kept for the
    next case, and credentials are not read from a netrc file.

    `timeout` is in seconds and bounds the whole exchange, from connecting to the last byte;
    `connect` bounds connecting, and `read` the time between two parts of a response (0 for no
    limit of their own). `time_left` returns the number of seconds that the run still has. A
    response of more than `max_bytes` (decoded) is an error, and so is one in a content
    coding that is not supported. A request over a connection that the service has closed in the
    meantime is sent once more if its method is idempotent. `guard` refuses addresses of hosts other
    than that of the base URL.
    """

    def __init__(
        self,
        timeout: float,
        max_bytes: int,
        *,
        connect: float = 0.0,
        read: float = 0.0,
        guard: AddressGuard | None = None,
        connection: Connection = USUAL,
        time_left: Callable[[], float] = lambda: float("inf"),
    ) -> None:
        self._timeout, self._connect, self._read = timeout, connect, read
        self._max_bytes = max_bytes
        self._connection = connection
        self._time_left = time_left
        self._adapter = _Adapter(guard, read)
        self._session = requests.Session()
        self._settings: dict[str, _Settings] = {}

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped:
        """Return the response, or the reason why there is none."""
        seconds = min(self._timeout, max(self._time_left(), _SHORTEST))
        try:
            with unlogged():
                return self._sent(request, seconds)
        except RefusedAddress as error:
            return Skipped(kind="host", reason=str(error))
        except InvalidCoding as error:
            return _unreadable(str(error))
        except TooLarge:
            return _unreadable(f"the response is larger than {self._max_bytes} bytes")
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return self._unreachable(error, request.url, seconds)

    def _sent(self, request: SentRequest, seconds: float) -> Answer | Unreachable:
        """Send the request, once more if the connection was closed in the meantime."""
        begun = time.monotonic()
        try:
            return self._exchange(request, seconds)
        except requests.ConnectionError as error:
            left = begun + seconds - time.monotonic()
            if left <= 0 or request.method not in _REPEATABLE or not _is_stale(error):
                raise
            return self._exchange(request, left)

    def _exchange(self, request: SentRequest, seconds: float) -> Answer | Unreachable:
        timeout = Timeout(total=seconds, connect=self._connect or None)
        response = self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=timeout,  # type: ignore[arg-type]  # documented, but missing in its types
            **self._environment(request.url),
        )
        with response:
            names = codings(response.headers.get("Content-Encoding", ""))
            body = self._body(response)
        if body and (coding := unsupported(names)):
            return _unreadable(f"unsupported content coding `{coding}` of the response")
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

        Those of the configuration are used instead. A proxy cannot reach the loopback addresses of
        this machine, so none of the environment is used for them.
        """
        origin = "/".join(url.split("/", 3)[:3])
        if origin not in self._settings:
            found = self._session.merge_environment_settings(url, {}, True, None, None)
            trusted = True if found["verify"] is None else found["verify"]
            is_near = is_loopback(urlsplit(url).hostname or "")
            own = self._connection
            self._settings[origin] = _Settings(
                proxies=own.proxies({} if is_near else found["proxies"]),
                verify=not own.insecure and (own.ca_bundle or trusted),
                cert=own.certificate,
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

    def _unreachable(self, error: Exception, url: str, seconds: float) -> Unreachable:
        """Return the reason of a missing response, on one line."""
        if isinstance(error, requests.exceptions.ProxyError):  # what follows is about the proxy
            return Unreachable(reason=_of_proxy(error))
        if late := self._too_late(error, seconds):
            return Unreachable(reason=late, kind="timed-out")
        for cause in _causes(error):
            if found := named_failure(cause, url):
                return found
        reason = next((text for kind, text in _REASONS.items() if isinstance(error, kind)), "")
        if reason:
            return Unreachable(reason=reason)
        return _unreadable(f"invalid HTTP response ({type(error).__name__})")

    def _too_late(self, error: Exception, seconds: float) -> str:
        """Return what took too long, or `""`."""
        if isinstance(error, requests.exceptions.ConnectTimeout):
            return f"cannot connect within {min(seconds, self._connect or seconds):g} s"
        if not any(isinstance(cause, _READ_TIMEOUTS) for cause in _causes(error)):
            return ""
        waited = f"no complete response within {seconds:g} s"
        is_total = not self._read or seconds <= self._read
        return waited if is_total else f"{waited}, or silent for {self._read:g} s"


_READ_TIMEOUTS = (requests.exceptions.ReadTimeout, ReadTimeoutError)
_REASONS = {
    UnicodeError: "the name of the host is not valid",
    requests.exceptions.SSLError: "the certificate of the service is not trusted",
    requests.exceptions.ConnectionError: "cannot connect",
}
"""Reasons by class of error, subclasses first."""


def _unreadable(reason: str) -> Unreachable:
    return Unreachable(reason=reason, kind="unreadable", answered=True)


def _of_proxy(error: Exception) -> str:
    """Return what is wrong with a proxy: it does not respond, or it refuses the connection."""
    for cause in _causes(error):
        if (refused := _TUNNEL.search(str(cause))) and isinstance(cause, OSError):
            return f"the proxy refused the connection ({refused[1].strip()})"
        if isinstance(cause, NameResolutionError):
            return "cannot resolve the host of the proxy"
    return "the proxy does not respond"


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
