"""Services that answer what no service should: `python -m benchmarks.hostile_services`.

Each row is a way to answer: the bytes that are sent at once, and what is sent again and again after
them. A run against it must end within its time limit, in an outcome with a reason.
"""

import gzip
import itertools
import json
import socket
import sys
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from docreplay.compare.compare import compare
from docreplay.model.case import Answer, Expectation, SentRequest, Skipped, Unreachable
from docreplay.model.finding import Severity
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage
from docreplay.replay.transport.transport import RequestsTransport

TIMEOUT = 1.0
"""Seconds that a response may take."""
MOST_BYTES = 1_000_000
GRACE = 4.0
"""Seconds after the time limit, for comparing and for a busy machine."""

_OK = b"HTTP/1.1 200 OK\r\n"
_JSON = _OK + b"Content-Type: application/json\r\n"
_PAGE = "page.md"


class Row(NamedTuple):
    """A way to answer."""

    start: bytes
    again: bytes = b""
    """What follows without an end; `b""` closes the connection."""
    pause: float = 0.0
    """Seconds between two of them."""


def _sized(body: bytes, head: bytes = _JSON) -> bytes:
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _coded(body: bytes, coding: str) -> bytes:
    return _sized(body, _JSON + f"Content-Encoding: {coding}\r\n".encode())


def _chunked(rest: bytes) -> bytes:
    return _JSON + b"Transfer-Encoding: chunked\r\n\r\n" + rest


def _endless() -> Iterator[tuple[str, Row]]:
    for kind in ("application/json", "text/plain", "application/xml", "text/csv", "image/png"):
        head = _OK + f"Content-Type: {kind}\r\n".encode()
        yield f"no end, {kind}", Row(head + b"\r\n", b" " * 65536)
        yield (
            f"large length, {kind}",
            Row(head + b"Content-Length: 9" + b"9" * 17 + b"\r\n\r\n", b" "),
        )
    yield "chunks without end", Row(_chunked(b""), b"4\r\n    \r\n")
    yield "a chunk without end", Row(_chunked(b"fffffffff\r\n"), b" " * 65536)
    yield "an extension without end", Row(_chunked(b"4;a="), b"a" * 4096)
    yield "trailers without end", Row(_chunked(b"2\r\n{}\r\n0\r\n"), b"X-A: 1\r\n")
    yield "a status without end", Row(b"HTTP/1.1 200 ", b"a" * 4096)
    yield "a header without end", Row(_OK + b"X-A: ", b"a" * 4096)
    yield "headers without end", Row(_OK, b"X-A: 1\r\n")
    yield "folded lines without end", Row(_OK + b"X-A: 1\r\n", b" a\r\n")
    for status in (100, 102, 103, 199):
        yield f"{status} without end", Row(b"", f"HTTP/1.1 {status} A\r\nX: 1\r\n\r\n".encode())
    yield "nothing", Row(b"", b"", 0.0)
    yield "silence", Row(b"", b"", 9.0)


def _slow() -> Iterator[tuple[str, Row]]:
    for name, start in {
        "status": b"HTTP/1.1 200 ",
        "header": _OK + b"X-A: ",
        "body": _JSON + b"Content-Length: 100000\r\n\r\n",
        "body to the end": _JSON + b"\r\n",
        "chunks": _chunked(b""),
        "interim": b"HTTP/1.1 103 A\r\nX: ",
    }.items():
        yield f"slow {name}", Row(start, b"1", 0.05)


def _compressed() -> Iterator[tuple[str, Row]]:
    zeros = b"0" * 20_000_000
    whole = gzip.compress(b'{"a": 1}')
    yield "gzip bomb", Row(_coded(gzip.compress(zeros), "gzip"))
    yield "x-gzip bomb", Row(_coded(gzip.compress(zeros), "x-gzip"))
    yield "deflate bomb", Row(_coded(zlib.compress(zeros), "deflate"))
    yield "gzip bomb in gzip", Row(_coded(gzip.compress(gzip.compress(zeros)), "gzip, gzip"))
    yield "bomb in members", Row(_coded(gzip.compress(zeros[:300_000]) * 50, "gzip"))
    yield "members", Row(_coded(gzip.compress(b"") * 1000, "gzip"))
    yield "codings", Row(_coded(whole, ", ".join(["gzip"] * 100)))
    for missing in (1, 4, 8, 12, len(whole) - 3):
        yield f"gzip, {missing} bytes missing", Row(_coded(whole[:-missing], "gzip"))
    yield "gzip, wrong checksum", Row(_coded(whole[:-8] + b"\0" * 8, "gzip"))
    yield "gzip, wrong length", Row(_coded(whole[:-4] + b"\xff" * 4, "gzip"))
    yield "deflate, cut", Row(_coded(zlib.compress(b'{"a": 1}')[:-3], "deflate"))
    yield "no gzip", Row(_coded(b'{"a": 1}', "gzip"))
    for coding in ("br", "zstd", "\x00", "gzip, br", "compress", "aes128gcm", "x" * 5000):
        yield f"coding {coding[:9]!r}", Row(_coded(whole, coding))


def _framing() -> Iterator[tuple[str, Row]]:
    for length in ("10", "-1", "abc", "0x2", "2, 3", "", "1e1", "9" * 400):
        yield (
            f"length {length[:9]!r}",
            Row(_JSON + f"Content-Length: {length}\r\n\r\n{{}}".encode()),
        )
    two = b"Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}"
    yield "two lengths", Row(_JSON + two)
    for name, rest in {
        "not hexadecimal": b"zz\r\n{}\r\n0\r\n\r\n",
        "negative": b"-2\r\n{}\r\n0\r\n\r\n",
        "large": b"f" * 40 + b"\r\n{}",
        "no line end": b"2{}0",
        "too short": b"9\r\n{}\r\n0\r\n\r\n",
        "no last": b"2\r\n{}\r\n",
        "empty size": b"\r\n{}\r\n",
        "binary": bytes(range(256)),
    }.items():
        yield f"chunks: {name}", Row(_chunked(rest))
    head = _OK + b"Content-Type: application/json\r\n"
    yield "cut in the status", Row(b"HTTP/1.1 2")
    yield "cut after the status", Row(_OK)
    yield "cut in a header", Row(_OK + b"Content-Ty")
    yield "cut before the body", Row(head)
    yield "cut in the body", Row(head + b'Content-Length: 9\r\n\r\n{"a"')


def _heads() -> Iterator[tuple[str, Row]]:
    for line in (
        *(b"HTTP/1.1 99 Low", b"HTTP/1.1 1000 High", b"HTTP/1.1 abc", b"HTTP/1.1 -200 OK", b"\0"),
        *(b"ICY 200 OK", b"HTTP/9.9 200 OK", b"HTTP/1.1", b"SSH-2.0-x", b"GET / HTTP/1.1", b"{}"),
        *(b"HTTP/1.1 200 " + b"a" * 70_000, b"HTTP/1.1 \xd9\xa2\xd9\xa0\xd9\xa0 OK"),
    ):
        yield f"status line {line[:16]!r}", Row(line + b"\r\nContent-Length: 2\r\n\r\n{}")
    for header in (
        *(b"no colon", b": no name", b"X-A: \0", b"X-\0A: 1", b"X-A: a\rX-B: b", b"X A: 1"),
        *(b"X-A: " + b"\xff" * 100, b"X-A: " + b"a" * 70_000, b"Set-Cookie: =;;\0"),
        *(b"Content-Type: ", b"Content-Type: \0/\0;charset=\0", b"Content-Type: a/b\r\n ;c=d"),
        *(b"Transfer-Encoding: gzip", b"Transfer-Encoding: chunked, chunked", b"X: 1\r\n" * 200),
        *(b"Trailer: X", b"Upgrade: h2c", b"Connection: close, \xff", b"Keep-Alive: timeout=x"),
    ):
        yield f"header {header[:16]!r}", Row(_sized(b"[]", _JSON + header + b"\r\n"))
    for status in (301, 302, 303, 307, 308):
        for place in (b"/", b"http://[x", b"//127.0.0.1:1/", b"\0"):
            line = b"HTTP/1.1 %d R\r\nLocation: " % status + place
            yield f"{status} to {place!r}", Row(_sized(b"", line + b"\r\n"))


def _bodies() -> Iterator[tuple[str, Row]]:
    for body in (
        *(b"", b" ", b"\xef\xbb\xbf", b"null", b'"a"', b"1", b"[]", b"{} {}", b"{'a': 1}", b"\0"),
        *(
            b'{"a": 1, "a": 2}',
            b'{"b": {"a": 1, "a": 2}}',
            b'{"a": 1e999}',
            b'{"a": -1e999, "b": 1}',
        ),
        *(b'{"a": ' + b"9" * 5000 + b', "b": 1}', b'{"a": NaN}', b'{"a": Infinity}', b'{"a": 01}'),
        *(b'{"a": "\\ud800"}', b'{"\\udfff": 1}', b'{"a": "\xff"}', b"\xff\xfe{\0}\0", b"<a/>"),
        *(
            b"[" * 100_000,
            b"[" * 100_000 + b"]" * 100_000,
            b'{"a":' * 50_000,
            b"[" * 900 + b"]" * 900,
        ),
        *(b'{"a":' * 900 + b"1" + b"}" * 900, b"[1," * 5000, b'{"a": "' + b"x" * 900_000 + b'"}'),
    ):
        yield f"body {body[:16]!r}, {len(body)}", Row(_sized(body))
    for charset in (
        *("x-unknown", "\0", "zip", "hex", "rot13", "utf-7", "idna", "punycode", "undefined"),
        *("unicode_escape", "utf-16", "utf-32", "latin-1", "'", "a" * 5000, "base64", "mbcs"),
    ):
        kind = f"Content-Type: application/json; charset={charset}\r\n".encode()
        yield f"charset {charset[:14]!r}", Row(_sized(b'{"\xe4": 1}', _OK + kind))


ROWS: Mapping[str, Row] = dict(
    itertools.chain(_endless(), _slow(), _compressed(), _framing(), _heads(), _bodies())
)
"""Every way to answer, by its name. None is what the page documents."""


@contextmanager
def service(row: Row) -> Iterator[str]:
    """Run a service on loopback that answers so; yield its URL."""
    stopped = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        thread = threading.Thread(target=_accept, args=(listener, row, stopped), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        stopped.set()
        thread.join()


def _accept(listener: socket.socket, row: Row, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        with connection:
            connection.settimeout(0.2)
            _answer(connection, row, stopped)


def _answer(connection: socket.socket, row: Row, stopped: threading.Event) -> None:
    try:
        connection.recv(65536)
        connection.sendall(row.start)
        while row.again or row.pause:
            if stopped.wait(row.pause):
                return
            connection.sendall(row.again)
    except OSError:  # the client has had enough
        return


def outcome(row: Row) -> tuple[str, float]:
    """Return the outcome of a run, `passed`, `failed: …` or `error: …`, and its seconds."""
    transport = RequestsTransport(TIMEOUT, MOST_BYTES)
    begun = time.monotonic()
    try:
        with service(row) as url:
            request = SentRequest(method="GET", url=url, headers=(), body=None)
            result = transport.send(request)
            return _judged(result), time.monotonic() - begun
    finally:
        transport.close()


def _judged(result: Answer | Unreachable | Skipped) -> str:
    if isinstance(result, Unreachable | Skipped):
        return f"error: {result.reason}"
    found = compare(_documented(), result)
    worst = [str(finding) for finding in found if finding.severity is Severity.ERROR]
    return f"failed: {worst[0]}" if worst else "passed"


def _documented() -> Expectation:
    at = Location(_PAGE, 1)
    body = json.dumps({"a": 1, "b": {"a": 2}, "c": "x"})
    kind = Header("Content-Type", "application/json", at)
    return Expectation(status=200, status_at=at, headers=(kind,), body=Passage(body, _PAGE, 3))


def violations(names: list[str]) -> Iterator[str]:
    """Return what is violated in the runs against the services; nothing if all is well."""
    for name in names:
        try:
            said, seconds = outcome(ROWS[name])
        except Exception as error:  # whatever it is, it ended a run
            yield f"{name}: {type(error).__name__}: {error}"
            continue
        if said == "passed":
            yield f"{name}: passed"
        if seconds > TIMEOUT + GRACE:
            yield f"{name}: {seconds:.1f} s"


def main() -> int:
    """Run against every service. Return 1 on a violation."""
    found = list(violations(list(ROWS)))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(ROWS)} hostile services, {len(found)} violations\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
