"""Faults of a service, one per row: what it sends, how it goes on, and what a run makes of it."""

import gzip
from collections.abc import Iterator
from typing import Literal, NamedTuple

from docreplay.model.case import FailureKind

After = Literal["close", "reset", "hang", "drip", "flood"]
"""What follows: the end, a reset (RST), silence, a byte every 50 ms, or the same without end."""


class Fault(NamedTuple):
    """A way to answer; `kind` is that of the failure, or the status of the response."""

    sent: bytes
    after: After
    kind: FailureKind | int
    reason: str = ""
    """Part of the reason."""
    again: bytes = b"1"
    """What drips or floods."""


OK = b"HTTP/1.1 200 OK\r\n"
SIZED = OK + b"Content-Length: 100\r\n\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LATE = "no complete response within 0.6 s"
CUT = "the connection was closed in the middle of the response"
CLOSED = "the connection was closed before the response"
LARGE = "the response is larger than 100000 bytes"
PLACES = {
    "status line": b"HTTP/1.1 2",
    "headers": OK + b"Content-Ty",
    "body": SIZED + b'{"a"',
    "chunk size": CHUNKED + b"1",
    "chunk": CHUNKED + b"9\r\n{}",
    "interim response": b"HTTP/1.1 103 Early Hints\r\nLi",
    "chunks": CHUNKED + b"2\r\n{}\r\n",
    "body without a length": OK + b'\r\n{"a"',
}


def _places() -> Iterator[tuple[str, Fault]]:
    yield "close at once", Fault(b"", "close", "died", CLOSED)
    yield "reset at once", Fault(b"", "reset", "died", CLOSED)
    yield "hang at once", Fault(b"", "hang", "timed-out", LATE)
    for place, sent in PLACES.items():
        yield f"hang in {place}", Fault(sent, "hang", "timed-out", LATE)
        yield f"drip in {place}", Fault(sent, "drip", "timed-out", LATE)
        yield f"reset in {place}", Fault(sent, "reset", "died", CUT)
        if place != "body without a length":
            yield f"close in {place}", Fault(sent, "close", "died", CUT)


FLOODS = {
    "headers": (OK, b"X-A: 1\r\n", "unreadable", "got more than 100 headers"),
    "one header": (OK + b"X-A: ", b"a" * 4096, "unreadable", "a header line"),
    "status line": (b"HTTP/1.1 200 ", b"a" * 4096, "unreadable", ""),
    "body": (OK + b"\r\n", b"a" * 65536, "unreadable", LARGE),
    "chunks": (CHUNKED, b"4\r\naaaa\r\n" * 1000, "unreadable", LARGE),
    "interim responses": (b"", b"HTTP/1.1 103 A\r\nX: 1\r\n\r\n" * 50, "timed-out", LATE),
    "headers of an interim response": (b"HTTP/1.1 103 A\r\n", b"X: 1\r\n" * 50, "timed-out", LATE),
}


def _bodies() -> Iterator[tuple[str, Fault]]:
    bomb = gzip.compress(b"0" * 50_000_000)
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    yield "gzip bomb", Fault(head % len(bomb) + bomb, "close", "unreadable", LARGE)
    twice = gzip.compress(bomb)
    two = head.replace(b"gzip", b"gzip, gzip") % len(twice) + twice
    yield "gzip bomb in gzip", Fault(two, "close", "unreadable", LARGE)
    yield "no gzip", Fault(head % 2 + b"{}", "close", "unreadable", "not valid gzip")
    for name, length in {"too long": b"9", "too large": b"9" * 30}.items():
        sent = OK + b"Content-Length: " + length + b"\r\n\r\n{}"
        yield f"Content-Length {name}", Fault(sent, "close", "died", CUT)
    short = OK + b"Content-Length: 2\r\n\r\n{} and more"
    yield "Content-Length too short", Fault(short, "close", 200)
    for name, sent in {"garbage": b"zz\r\n", "negative": b"-5\r\n"}.items():
        yield f"chunk size {name}", Fault(CHUNKED + sent, "close", "unreadable")


VERSIONS = ("HTTP/2", "HTTP/2.0", "HTTP/3")


def _versions() -> Iterator[tuple[str, Fault]]:
    """Yield what services send that do not use HTTP/1.1 (RFC 9113 §3.4, RFC 9112 §6.1)."""
    for version in VERSIONS:
        sent = f"{version} 200 OK\r\nContent-Length: 2\r\n\r\n{{}}".encode()
        yield version, Fault(sent, "close", "unreadable", f"it begins with `{version}`")
    frame = b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64"
    yield "HTTP/2 frame", Fault(frame, "close", "unreadable", "the response is not HTTP")
    packed = gzip.compress(b"{}")
    head = OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n"
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    reason = "unsupported transfer coding `gzip`"
    yield "gzip as a transfer coding", Fault(head + chunks, "close", "unreadable", reason)
    both = OK + b"Content-Length: 50\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    yield "both lengths", Fault(both, "close", 200)
    two = OK + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}"
    yield "two lengths", Fault(two, "close", "unreadable")
    upgrade = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"
    yield "another protocol from now on", Fault(upgrade, "hang", 101)
    yield "304 with a length", Fault(b"HTTP/1.1 304 X\r\nContent-Length: 9\r\n\r\n", "hang", 304)


def _heads() -> Iterator[tuple[str, Fault]]:
    lines = {
        "letters": b"HTTP/1.1 abc",
        "four digits": b"HTTP/1.1 2000 OK",
        "another protocol": b"SSH-2.0-x",
        "HTTP/0.9": b"<html>hello</html>",
        "TLS": b"\x16\x03\x01\x00\x05hello",
        "binary": bytes(range(128, 250)),
    }
    for name, line in lines.items():
        yield f"status line: {name}", Fault(line + b"\r\n\r\n", "close", "unreadable")
    alert = b"\x15\x03\x03\x00\x02\x02\x16"
    yield "TLS alert", Fault(alert, "close", "unreachable", "did you mean https://")
    two = OK + b"Content-Length: 2\r\n\r\n{}"
    yield "two responses", Fault(two + two.replace(b"200", b"500"), "close", 200)
    for status in (301, 401, 403, 429, 503):
        sent = b"HTTP/1.1 %d X\r\nLocation: /\r\nContent-Length: 0\r\n\r\n" % status
        yield f"status {status}", Fault(sent, "close", status)


FAULTS: dict[str, Fault] = {
    **dict(_places()),
    **{
        f"endless {name}": Fault(sent, "flood", kind, reason, again)  # type: ignore[arg-type]  # of literals
        for name, (sent, again, kind, reason) in FLOODS.items()
    },
    **dict(_bodies()),
    **dict(_heads()),
    **dict(_versions()),
}
