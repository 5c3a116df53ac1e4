"""Connections that keep an answer to a deadline, and take no part of one for the whole."""

import io
import time
from http.client import HTTPResponse, IncompleteRead
from typing import TYPE_CHECKING, Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from urllib3.response import HTTPResponse as PooledResponse

_SWITCHING = 101
"""The one 1xx after which nothing of HTTP follows (RFC 9110 §15.2.2)."""


class StaleConnection(ConnectionResetError):
    """A connection that was kept was closed before a byte of an answer came (RFC 9112 §9.3.1)."""


class _Arrivals(io.RawIOBase):
    """The bytes of one answer as they arrive; each wait is for what is left until the deadline."""

    def __init__(self, sock: Any, stream: io.RawIOBase, deadline: float) -> None:
        self._sock = sock
        self._stream = stream
        self._deadline = deadline
        self.has_begun = False
        self.has_ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        count: int | None = self._stream.readinto(buffer)
        self.has_begun = self.has_begun or bool(count)
        self.has_ended = not count
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Response(HTTPResponse):
    """The final answer, once its headers are all there."""

    def __init__(self, sock: Any, method: str | None, deadline: float) -> None:
        super().__init__(sock, method=method)
        self.arrivals = _Arrivals(sock, self.fp.detach(), deadline)
        self.fp = io.BufferedReader(self.arrivals)

    def begin(self) -> None:
        """Reads the head; interim answers are passed over (RFC 9110 §15.2).

        Raises `IncompleteRead` where the stream ends before the headers do: what they would have
        said is not known then (RFC 9112 §8).
        """
        super().begin()
        while 100 <= self.status < 200 and self.status != _SWITCHING:
            self.headers = self.msg = None  # type: ignore[assignment]  # as before the first call
            super().begin()
        if self.arrivals.has_ended:
            raise IncompleteRead(b"")


class _Connection(HTTPConnection):
    """The deadline of an answer is what the pool leaves of the exchange's timeout."""

    _is_reused = False
    _response: _Response | None = None

    def connect(self) -> None:
        self._is_reused = False
        super().connect()

    def response_class(self, sock: Any, method: str | None = None, **_: Any) -> _Response:  # type: ignore[override]  # `http.client` calls it, whatever it is
        timeout = self.timeout
        assert timeout is not None  # noqa: S101  # the transport always gives one
        self._response = _Response(sock, method, time.monotonic() + timeout)
        return self._response

    def getresponse(self) -> "PooledResponse":  # type: ignore[override]  # so it is in urllib3
        """The answer. Raises `StaleConnection` where the request may never have been read."""
        try:
            answer = super().getresponse()
        except ConnectionError as error:
            if self._is_reused and self._response and not self._response.arrivals.has_begun:
                raise StaleConnection from error
            raise
        self._is_reused = True
        return answer


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class Pool(HTTPConnectionPool):
    """Such connections to one origin."""

    ConnectionCls = _Connection


class SecurePool(HTTPSConnectionPool):
    """Such connections to one origin, over TLS."""

    ConnectionCls = _SecureConnection
