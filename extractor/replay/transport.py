"""What carries requests: the one door to `requests`."""

import time
from collections.abc import Mapping
from typing import Protocol, TypedDict

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from extractor.model.case import Answer, SentRequest, Unreachable

_PIECE = 65536


class Transport(Protocol):
    """Sends a request and brings what came back."""

    def send(self, request: SentRequest) -> Answer | Unreachable:
        """The answer, or why there is none; it does not raise for what a service does."""


class _Adapter(HTTPAdapter):
    """Sends the URL as it was prepared: `requests` would decode and encode it again."""

    def request_url(
        self, request: requests.PreparedRequest, proxies: Mapping[str, str] | None
    ) -> str:
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

    `timeout` is in seconds and bounds each wait as well as the whole answer; an answer of more
    than `max_bytes` (after content codings are undone) counts as none.
    """

    def __init__(self, timeout: float, max_bytes: int) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._adapter = _Adapter(pool_maxsize=32, max_retries=0)
        self._session = requests.Session()
        self._settings: dict[str, _Settings] = {}

    def send(self, request: SentRequest) -> Answer | Unreachable:
        """The answer, or why there is none."""
        deadline = time.monotonic() + self._timeout
        try:
            response = self._adapter.send(
                _prepared(request),
                stream=True,
                timeout=self._timeout,
                **self._environment(request.url),
            )
            with response:
                body = self._body(response, deadline)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return Unreachable(reason=_plainly(error))
        if isinstance(body, Unreachable):
            return body
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

    def _body(self, response: requests.Response, deadline: float) -> bytes | Unreachable:
        """The whole body; a stream that does not end, or a bomb, is cut off."""
        pieces: list[bytes] = []
        size = 0
        for piece in response.raw.stream(_PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > self._max_bytes:
                return Unreachable(reason=f"the answer is longer than {self._max_bytes} bytes")
            if time.monotonic() > deadline:
                return Unreachable(reason=f"the answer took longer than {self._timeout:g} s")
        return b"".join(pieces)


def _prepared(request: SentRequest) -> requests.PreparedRequest:
    prepared = requests.PreparedRequest()
    prepared.method = request.method
    prepared.url = request.url
    prepared.headers = requests.structures.CaseInsensitiveDict()
    for name, value in request.headers:
        known = prepared.headers.get(name)
        prepared.headers[name] = value if known is None else f"{known}, {value}"
    prepared.headers.setdefault("Accept-Encoding", "gzip, deflate")
    prepared.body = request.body
    if request.body is not None:
        prepared.headers["Content-Length"] = str(len(request.body))
    elif request.method in ("POST", "PUT", "PATCH"):
        prepared.headers["Content-Length"] = "0"
    prepared.hooks = requests.hooks.default_hooks()
    return prepared


def _plainly(error: Exception) -> str:
    """The reason in one line, for people."""
    known = {
        requests.exceptions.SSLError: "the service's certificate is not trusted",
        requests.exceptions.ProxyError: "the proxy does not answer",
        requests.exceptions.ConnectTimeout: "nothing answers in time",
        requests.exceptions.ReadTimeout: "the answer does not come in time",
        requests.exceptions.ConnectionError: "nothing answers there, or it hung up",
    }
    for kind, text in known.items():
        if isinstance(error, kind):
            return text
    return f"the answer is no HTTP that can be read ({type(error).__name__})"
