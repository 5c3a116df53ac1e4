"""Connections that bound a whole response by one deadline and detect incomplete heads.

`requests` and urllib3 bound each single read, and `http.client` takes a head that is cut off for a
complete one. Their public interface cannot change that: both need the bytes as they arrive. So the
connections here replace their socket once it is connected, and nothing else.
"""

import io
import re
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import IncompleteRead
from typing import Any, cast
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    InvalidChunkLength,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
)

from docreplay.model.case import Unreachable
from docreplay.replay.transport.connection_failure import failure_of

Addresses = Callable[[str, int], tuple[str, ...]]
"""Returns the addresses to connect to. Raises `OSError` if the host has none."""

_INTERIM = re.compile(rb"HTTP/\d\.\d 1(?!01)\d\d\b")
"""Status line of an interim response (RFC 9110 §15.2); 101 ends HTTP on the connection."""
_VERSION = b"HTTP/"
_ENDED = "Response ended prematurely"
"""What urllib3 reports if no chunk has a length of 0 (RFC 9112 §8)."""
_END_OF_HEAD = (b"\r\n", b"\n")


class StaleConnection(ConnectionResetError):
    """A kept connection was closed before a byte of the response arrived (RFC 9112 §9.3.1)."""


class BoundedSocket:
    """A connected socket whose timeout bounds all reads together, until it is set again.

    `idle` bounds each read, in seconds.
    """

    def __init__(self, sock: Any, idle: float | None = None) -> None:
        self._sock = sock
        self._idle = float("inf") if idle is None else idle
        self._deadline = 0.0
        self._responses = 0
        self.settimeout(sock.gettimeout())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def settimeout(self, seconds: float | None) -> None:
        """Bound everything that is read from now on; None is unlimited."""
        self._deadline = float("inf") if seconds is None else time.monotonic() + seconds
        self._sock.settimeout(seconds)

    def makefile(self, mode: str = "rb", *_: object) -> io.BufferedReader:
        """Return the stream of one response; `http.client` opens one for each."""
        self._responses += 1
        stream = self._sock.makefile(mode, buffering=0)
        return _ResponseReader(_Arrivals(self, stream, is_first=self._responses == 1))

    def wait_within_deadline(self) -> None:
        """Let the next read wait until the deadline. Raises `TimeoutError` after it."""
        seconds = min(self._deadline - time.monotonic(), self._idle)
        if seconds <= 0:
            raise TimeoutError
        self._sock.settimeout(None if seconds == float("inf") else seconds)


class _Arrivals(io.RawIOBase):
    """The bytes of one response as they arrive."""

    def __init__(self, sock: BoundedSocket, stream: io.RawIOBase, *, is_first: bool) -> None:
        self._sock = sock
        self._stream = stream
        self._may_be_stale = not is_first
        self._has_begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.wait_within_deadline()
        try:
            count: int | None = self._stream.readinto(buffer)
        except (ConnectionError, ssl.SSLError) as error:
            if self._has_begun:
                raise IncompleteRead(b"") from error
            if self._may_be_stale and isinstance(error, ConnectionError):
                raise StaleConnection from error
            raise
        if not count and self._may_be_stale and not self._has_begun:
            raise StaleConnection
        self._has_begun = True
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


class _ResponseReader(io.BufferedReader):
    """The stream of one response without its interim responses.

    Raises `IncompleteRead` if the stream ends within the head: the headers that are missing are
    unknown (RFC 9112 §8).
    """

    _has_status = False
    _has_head = False

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if self._has_head:
            return line
        if not self._has_status:
            while _INTERIM.match(line):
                self._skip_head(size)
                line = super().readline(size)
            if _is_cut(line, size):
                raise IncompleteRead(line)
            self._has_status = bool(line)
        elif not line:
            raise IncompleteRead(b"")
        else:
            self._has_head = line in _END_OF_HEAD
        return line

    def _skip_head(self, size: int | None) -> None:
        while (line := super().readline(size)) not in _END_OF_HEAD:
            if not line:
                raise IncompleteRead(b"")


def _is_cut(line: bytes, size: int | None) -> bool:
    """Return True for the beginning of a status line, after which the stream ended."""
    is_begun = line.startswith(_VERSION) or (bool(line) and _VERSION.startswith(line))
    return is_begun and not line.endswith(b"\n") and (not size or len(line) < size)


def named_failure(error: BaseException, url: str) -> Unreachable | None:
    """Return the failure that an error of urllib3 or of the standard library is, or None."""
    if isinstance(error, NameResolutionError):
        return Unreachable(reason=f"cannot resolve `{urlsplit(url).hostname}`")
    if isinstance(error, InvalidChunkLength):
        reason = "the response has a chunk of invalid length"
        return Unreachable(reason=reason, kind="unreadable", answered=True)
    if isinstance(error, ProtocolError) and _ENDED in str(error):
        return failure_of(IncompleteRead(b""), url)
    return failure_of(error, url)


class _Bounds:
    """What the connections of docreplay do in addition to those of urllib3.

    `addresses` resolves the host to the addresses that may be connected to, and `idle` is the
    number of seconds that the service may be silent; None leaves both to urllib3.
    """

    host: str
    port: int
    sock: Any
    timeout: Any

    def __init__(
        self,
        *arguments: Any,
        addresses: Addresses | None = None,
        idle: float | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(*arguments, **settings)
        self._addresses = addresses
        self._idle = idle

    def connect(self) -> None:
        """Connect, then bound what is read from the socket."""
        super().connect()  # type: ignore[misc]  # the other base class has it
        self.sock = BoundedSocket(self.sock, self._idle)

    def _new_conn(self) -> Any:
        """Connect to a checked address: another resolution of the name might give a different one.

        Certificates and the Host header still are about the name.
        """
        connect = super()._new_conn  # type: ignore[misc]  # the other base class has it
        if self._addresses is None:
            return connect()
        name = self.host
        try:
            *others, last = self._addresses(name, self.port)
            for address in others:
                self.host = address
                with suppress(NewConnectionError):
                    return connect()
            self.host = last
            return connect()
        except socket.gaierror as error:
            raise NameResolutionError(name, cast("Any", self), error) from error
        finally:
            self.host = name


class BoundedConnection(_Bounds, HTTPConnection):
    """A connection over a `BoundedSocket`."""


class BoundedSecureConnection(_Bounds, HTTPSConnection):
    """A connection over TLS and a `BoundedSocket`.

    urllib3 warns about each one that is not verified; docreplay itself warns about the setting.
    """

    def connect(self) -> None:
        """Connect, without a warning."""
        super().connect()
        self.is_verified = True
