"""A service on loopback that misbehaves in the way that the path asks for."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_OK = b"HTTP/1.1 200 OK\r\n"
_ANSWERS: dict[str, bytes] = {
    "/ok": _OK + b"Content-Length: 2\r\nSet-Cookie: a=b\r\n\r\n{}",
    "/redirect": b"HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n",
    "/bad-location": b"HTTP/1.1 302 Found\r\nLocation: http://[x\r\nContent-Length: 0\r\n\r\n",
    "/truncated": _OK + b"Content-Length: 10\r\n\r\n{}",
    "/garbage": b"this is no HTTP at all\r\n\r\n",
    "/empty": b"",
    "/chunked": _OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "/continue": b"HTTP/1.1 100 Continue\r\n\r\n" + _OK + b"Content-Length: 2\r\n\r\n{}",
    "/hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 2
    + _OK
    + b"Content-Length: 2\r\n\r\n{}",
    "/many-headers": _OK + b"X-A: 1\r\n" * 101 + b"Content-Length: 2\r\n\r\n{}",
    "/long-header": _OK + b"X-A: " + b"1" * 70_000 + b"\r\nContent-Length: 2\r\n\r\n{}",
    "/cut-headers": _OK + b"Content-Type: text/plain\r\n",
    "/no-content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "/large": _OK + b"Content-Length: 5000\r\n\r\n" + b"x" * 5000,
    "/br": _OK + b"Content-Encoding: br\r\nContent-Length: 2\r\n\r\n\x8b\x01",
    "/gzip-br": _OK + b"Content-Encoding: gzip, BR\r\nContent-Length: 2\r\n\r\n\x8b\x01",
    "/br-bodiless": _OK + b"Content-Encoding: br\r\nContent-Length: 0\r\n\r\n",
    "/identity": _OK + b"Content-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
    "/not-gzip": _OK + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
}


_CLOSING = ("/truncated", "/garbage", "/empty", "/cut-headers", "/many-headers", "/long-header")
"""After these the connection is closed; after `/stale` it is when the next request has come."""
_DRIPS: dict[str, bytes] = {
    "/drip": _OK + b"Content-Length: 100000\r\n\r\n",
    "/drip-chunks": _OK + b"Transfer-Encoding: chunked\r\n\r\n",
    "/drip-to-the-end": _OK + b"\r\n",
    "/drip-headers": _OK + b"X-A: ",
    "/drip-status": b"HTTP/1.1 200 ",
    "/drip-interim": b"HTTP/1.1 103 Early Hints\r\nX-A: ",
}
"""What comes at once, before a byte at a time."""


def _compressed(data: bytes) -> bytes:
    body = gzip.compress(data)
    length = str(len(body)).encode()
    return _OK + b"Content-Encoding: gzip\r\nContent-Length: " + length + b"\r\n\r\n" + body


class Faults:
    """What was asked of the service: raw heads of requests, and how many connections."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.connections = 0
        self.url = ""
        self.dripped = False
        """Whether an answer came to its end a byte at a time."""


@contextmanager
def faults() -> Iterator[Faults]:
    """Run the service."""
    found = Faults()
    listener = socket.create_server(("127.0.0.1", 0))
    found.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    threading.Thread(target=_accept, args=(listener, found), daemon=True).start()
    try:
        yield found
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _accept(listener: socket.socket, found: Faults) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:  # the listener was closed: the test is over
            return
        found.connections += 1
        threading.Thread(target=_serve, args=(connection, found), daemon=True).start()


def _serve(connection: socket.socket, found: Faults) -> None:
    with connection:
        reader = connection.makefile("rb")
        while head := _head(reader.readline, found):
            path = head.split(" ")[1].partition("?")[0]
            if path in _DRIPS:
                _drip(connection, _DRIPS[path], found)
                return
            if path == "/stale" and len(found.heads) == 2:
                return
            connection.sendall(_answer(path))
            if path in _CLOSING:
                return


def _head(readline: object, found: Faults) -> str:
    lines = []
    while (line := readline()) not in (b"\r\n", b""):  # type: ignore[operator]  # a bound method
        lines.append(line.decode("latin-1").strip())
    if lines:
        found.heads.append("\n".join(lines))
    return lines[0] if lines else ""


def _answer(path: str) -> bytes:
    if path == "/gzip":
        return _compressed(b'{"a": 1}')
    if path == "/bomb":
        return _compressed(b"0" * 20_000_000)
    return _ANSWERS[
        "/ok" if path == "/stale" or path.startswith("/ok/") or path.endswith("/ok") else path
    ]


def _drip(connection: socket.socket, start: bytes, found: Faults) -> None:
    """Send an answer byte by byte for ten seconds."""
    connection.sendall(start)
    for _ in range(200):
        try:
            connection.sendall(b"1")
        except OSError:  # the client has had enough
            return
        time.sleep(0.05)
    found.dripped = True
