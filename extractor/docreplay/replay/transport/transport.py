"""Send requests over HTTP. Only this package's transport uses `requests`."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypedDict
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError
from urllib3.util import Timeout

from docreplay.config.accounts import USUAL, Connection
from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable
from docreplay.model.http.origin import is_loopback
from docreplay.replay.transport.adapter import ExactAdapter, prepared_request, proxy_of
from docreplay.replay.transport.addresses import AddressGuard, RefusedAddress
from docreplay.replay.transport.coding import (
    InvalidCoding,
    TooLarge,
    codings,
    decode,
    unsupported,
)
from docreplay.replay.transport.connection import StaleConnection, named_failure
from docreplay.replay.transport.quiet_log import unlogged
from docreplay.replay.transport.run_session import RunSession

_CHUNK_SIZE = 65536
"""Number of bytes of a body that are read at once."""
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
"""Idempotent methods (RFC 9110 §9.2.2)."""

_PROXY_REFUSAL = 407
"""Proxy Authentication Required (RFC 9110 §15.5.8), which only a proxy responds with."""
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3}[ -~]{0,60})")
"""What `http.client` reports if a proxy does not connect (RFC 9110 §9.3.6)."""
_SHORTEST = 0.001
"""Seconds: a request that is sent has some time, even if the run has none left."""


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
    than that of the base URL. What the project gives (`given`) is for the base URL only.
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
        given: RunSession | None = None,
    ) -> None:
        self._timeout, self._connect, self._read = timeout, connect, read
        self._max_bytes = max_bytes
        self._connection = connection
        self._time_left = time_left
        self._adapter = ExactAdapter(guard, read)
        self._session = requests.Session()
        self._given = given
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
        ends = time.monotonic() + seconds
        settings = self._environment(request.url)
        if self._given and self._given.is_for(request.url):
            is_authorized = bool(request.account)
            prepared = self._given.completed(prepared_request(request), is_authorized=is_authorized)
            response = self._given.send(self._adapter, prepared, timeout, settings)
        else:
            response = self._adapter.send(
                prepared_request(request),
                stream=True,
                timeout=timeout,  # type: ignore[arg-type]  # documented, but missing in its types
                **settings,
            )
        if response.status_code == _PROXY_REFUSAL and proxy_of(request.url, settings["proxies"]):
            response.close()
            return Unreachable(reason=f"the proxy refused the request ({_status(response)})")
        with response:
            names = codings(response.headers.get("Content-Encoding", ""))
            if transfer := _transfer_coding(response):
                return _unreadable(f"unsupported transfer coding `{transfer}` of the response")
            body = self._body(response, ends)
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
            is_near = is_loopback(urlsplit(url).hostname or "")
            if is_near:
                found["proxies"] = {}
            if self._given and self._given.is_for(url):
                found = self._given.settings(found)  # type: ignore[assignment]
            trusted = True if found["verify"] is None else found["verify"]
            own = self._connection
            self._settings[origin] = _Settings(
                proxies=own.proxies(found["proxies"]),
                verify=not own.insecure and (own.ca_bundle or trusted),
                cert=own.certificate or found["cert"],
            )
        return self._settings[origin]

    def _body(self, response: requests.Response, ends: float) -> bytes:
        """Return the whole body with its codings. Raises `TooLarge` or `ReadTimeout`."""
        chunks: list[bytes] = []
        size = 0
        for chunk in response.raw.stream(_CHUNK_SIZE, decode_content=False):
            chunks.append(chunk)
            size += len(chunk)
            if size > self._max_bytes:
                raise TooLarge
            if time.monotonic() > ends:  # an adapter of the project may not bound it
                raise requests.exceptions.ReadTimeout
        return b"".join(chunks)

    def _unreachable(self, error: Exception, url: str, seconds: float) -> Unreachable:
        """Return the reason of a missing response, on one line."""
        if isinstance(error, requests.exceptions.ProxyError):  # what follows is about the proxy
            return Unreachable(reason=_of_proxy(error))
        failed = self._failure(error, url, seconds)
        is_proxied = proxy_of(url, self._environment(url)["proxies"])
        reason = f"{failed.reason} (through a proxy)"
        return replace(failed, reason=reason) if is_proxied and not failed.answered else failed

    def _failure(self, error: Exception, url: str, seconds: float) -> Unreachable:
        """Return the reason of a missing response, whoever did not give it."""
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


def _transfer_coding(response: requests.Response) -> str:
    """Return a transfer coding besides `chunked`, or `""` (RFC 9112 §6.1)."""
    names = codings(response.headers.get("Transfer-Encoding", ""))
    return next((name for name in names if name != "chunked"), "")


def _unreadable(reason: str) -> Unreachable:
    return Unreachable(reason=reason, kind="unreadable", answered=True)


def _status(response: requests.Response) -> str:
    """Return status code and reason phrase, as `http.client` writes them."""
    return f"{response.status_code} {response.reason or ''}".strip()


def _of_proxy(error: Exception) -> str:
    """Return what is wrong with a proxy: it does not respond, or it refuses the connection."""
    for cause in _causes(error):
        said = cause.args[0] if cause.args and isinstance(cause, OSError) else None
        if isinstance(said, str) and (refused := _TUNNEL.fullmatch(said)):
            return f"the proxy refused the connection ({refused[1].strip()})"
        if isinstance(cause, NameResolutionError):
            return "cannot resolve the host of the proxy"
        if isinstance(cause, ConnectionResetError | BrokenPipeError):
            return "the proxy closed the connection"
    return "the proxy does not respond"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and those that it wraps, from the layers below."""
    yield error
    for argument in (*error.args, getattr(error, "reason", None), error.__cause__):
        if isinstance(argument, BaseException):
            yield from _causes(argument)


def _is_stale(error: Exception) -> bool:
    return any(isinstance(cause, StaleConnection) for cause in _causes(error))
