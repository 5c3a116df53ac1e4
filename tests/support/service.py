"""A service on a free port of the loopback address, for tests that send real requests."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Exchange(BaseHTTPRequestHandler):
    """One request of any method with its body, and the response to it."""

    protocol_version = "HTTP/1.1"
    body = b""
    respond: Callable[["Exchange"], None]

    def handle_one_request(self) -> None:
        """Read a request and respond to it."""
        self.raw_requestline = self.rfile.readline()
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        type(self).respond(self)

    def give(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Send a response."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def service_of(respond: Callable[[Exchange], None]) -> Iterator[str]:
    """Run a service that calls `respond` for each request; yields its URL."""
    handler = type("Handler", (Exchange,), {"respond": staticmethod(respond)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
