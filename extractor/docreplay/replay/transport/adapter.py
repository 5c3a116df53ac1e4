"""Send one request over `requests` and urllib3 exactly as it was prepared."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool

from docreplay.model.case import SentRequest
from docreplay.replay.transport.addresses import AddressGuard
from docreplay.replay.transport.coding import ACCEPTED
from docreplay.replay.transport.connection import BoundedConnection, BoundedSecureConnection

_EMPTY_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})
"""Methods that define a body, so that a missing one has a length of 0 (RFC 9110 §8.6)."""
_PRODUCT = f"docreplay/{version('docreplay')}"
"""User-Agent (RFC 9110 §10.1.5) of requests whose page documents none."""
_BOUNDED: Mapping[Any, Any] = {
    HTTPConnection: BoundedConnection,
    HTTPSConnection: BoundedSecureConnection,
}


class ExactAdapter(HTTPAdapter):
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
        bound(pool, self._idle, guard)
        return pool

    def request_url(
        self, request: requests.PreparedRequest, proxies: Mapping[str, str] | None
    ) -> str:
        """Return the target of the request line; `requests` would decode and encode it again."""
        url = request.url or ""
        if is_forwarded(url, proxies or {}):
            return url
        rest = url.partition("://")[2]
        slash = rest.find("/")
        return rest[slash:] if slash >= 0 else "/"


def is_forwarded(url: str, proxies: Mapping[str, str]) -> bool:
    """Return True if a proxy gets the request itself (RFC 9112 §3.2.2), and not a tunnel."""
    proxy = proxy_of(url, proxies)
    return url.startswith("http://") and bool(proxy) and not proxy.lower().startswith("socks")


def proxy_of(url: str, proxies: Mapping[str, str]) -> str:
    """Return the URL of the proxy for a URL, or `""`."""
    return select_proxy(url, dict(proxies)) or ""


def bound(pool: ConnectionPool, idle: float | None, guard: AddressGuard | None = None) -> None:
    """Let a pool make connections with a deadline, to addresses that the guard accepts.

    `idle` is the number of seconds that a service may be silent.
    """
    if not isinstance(pool, HTTPConnectionPool):
        return
    # a SOCKS proxy has a connection class of its own, which stays
    pool.ConnectionCls = _BOUNDED.get(pool.ConnectionCls, pool.ConnectionCls)
    if pool.ConnectionCls in _BOUNDED.values():
        addresses = guard.addresses if guard and pool.proxy is None else None
        pool.conn_kw.update(idle=idle, addresses=addresses)


def prepared_request(request: SentRequest) -> requests.PreparedRequest:
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
