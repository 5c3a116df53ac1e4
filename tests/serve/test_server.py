"""The server over plain sockets: what clients may send, and how it starts and stops."""

import logging
import re
import socket
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from docreplay.serve.app import StartResponse, application
from docreplay.serve.routes import Routes
from docreplay.serve.server import serving
from tests.support.pages import case_of

GONE = case_of("DELETE /photo", 'HTTP/1.1 204 No Content\n\n{ "a": 1 }')
PHOTO = case_of("GET /photo", 'HTTP/1.1 200 OK\n\n{ "a": 1 }')
APP = application(Routes([GONE, PHOTO]))


def exchange(url: str, *requests: bytes) -> str:
    """Send the bytes over one connection, and read until the server closes it."""
    host, _, port = url.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"".join(requests))
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode("latin-1")


def request(line: str, *headers: str, close: bool = True) -> bytes:
    ending = ["Connection: close"] if close else []
    return "\r\n".join([line, "Host: a", *headers, *ending, "", ""]).encode("latin-1")


def test_a_response_without_a_body_leaves_the_connection_usable() -> None:
    with serving(APP) as url:
        found = exchange(
            url,
            request("DELETE /photo HTTP/1.1", close=False),
            request("GET /photo HTTP/1.1"),
        )
    first, _, second = found.partition("\r\n\r\n")
    assert first.startswith("HTTP/1.1 204 ")
    assert second.startswith("HTTP/1.1 200 ")
    assert second.endswith('\r\n\r\n{ "a": 1 }')


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("GET http://a.example/photo HTTP/1.1", 200),
        ("GET /photo?a=%zz&b HTTP/1.1", 200),
        ("GET /photo HTTP/1.0", 200),
        ("SEARCH /photo HTTP/1.1", 405),
        ("GET /%2e%2e/photo HTTP/1.1", 404),
        ("GET /photo\xfc HTTP/1.1", 400),
        ("get /photo HTTP/1.1", 400),
        ("GET //photo HTTP/1.1", 200),
        ("GET /photo", 400),
    ],
)
def test_an_unusual_request_gets_a_response(line: str, status: int) -> None:
    with serving(APP) as url:
        assert re.match(rf"HTTP/1\.[01] {status}\b", exchange(url, request(line)))


def test_a_chunked_body_is_read_to_its_end() -> None:
    chunked = request("GET /photo HTTP/1.1", "Transfer-Encoding: chunked", close=False)
    with serving(APP) as url:
        found = exchange(url, chunked, b"2\r\n{}\r\n0\r\n\r\n", request("GET /photo HTTP/1.1"))
    assert found.count("HTTP/1.1 200 OK") == 2


def test_requests_are_answered_at_the_same_time() -> None:
    together = threading.Barrier(4, timeout=5)

    def app(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        together.wait()
        return APP(environ, start_response)

    with serving(app) as url, ThreadPoolExecutor(4) as clients:
        found = clients.map(lambda line: exchange(url, request(line)), ["GET /photo HTTP/1.1"] * 4)
        assert [response.partition("\r\n")[0] for response in found] == ["HTTP/1.1 200 OK"] * 4


def test_every_address_of_a_host_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    kind = (socket.AF_INET, socket.SOCK_STREAM, 0, "")
    both = [(*kind, (address, port)) for address in ("127.0.0.1", "127.0.0.2")]
    with monkeypatch.context() as patched, ExitStack() as stack:
        patched.setattr(socket, "getaddrinfo", lambda *_: both)
        stack.enter_context(serving(APP, "localhost", port))
        patched.undo()
        for address in ("127.0.0.1", "127.0.0.2"):
            found = exchange(f"http://{address}:{port}", request("GET /photo HTTP/1.1"))
            assert found.startswith("HTTP/1.1 200 ")


def test_the_server_stops_and_ends_a_connection_that_is_kept() -> None:
    with socket.socket() as connection:
        with serving(APP) as url:
            connection.connect(("127.0.0.1", int(url.rpartition(":")[2])))
            connection.sendall(request("GET /photo HTTP/1.1", close=False))
            assert connection.recv(65536)
        connection.settimeout(60)  # raises an error if the server never ends the connection
        while connection.recv(65536):
            pass


def test_a_client_that_hangs_up_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with serving(APP) as url:
        port = int(url.rpartition(":")[2])
        for sent in (b"", b"GET /pho", request("GET /photo HTTP/1.1")):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(sent)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        assert exchange(url, request("GET /photo HTTP/1.1"))
    assert caplog.messages == []
