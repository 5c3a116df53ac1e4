"""Run an application on a port. Only this module uses cheroot."""

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from errno import EADDRNOTAVAIL
from functools import partial
from threading import Thread

from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.wsgi import Server

from docreplay.errors import ConfigError
from docreplay.serve.app import Application

LOOPBACK = "127.0.0.1"
_LOG = logging.getLogger(__name__)
_THREADS = 4
_HOUR = 3600
_OTHER_PORT = "choose another --port, or none for any free one"
_OTHER_HOST = "give --host a name or an address of this machine, such as localhost or 127.0.0.1"


class _Connection(HTTPConnection):
    """A connection whose requests may have an absolute URL (RFC 9112 §3.2.2)."""

    RequestHandlerClass = staticmethod(partial(HTTPRequest, proxy_mode=True))  # not a method


class _Server(Server):
    """A server that logs its own errors only, and keeps why a port cannot be opened."""

    ConnectionClass = _Connection
    expiration_interval = 0.05
    """Seconds that `stop` may take to be noticed."""

    refusal: OSError | None = None

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        """Log errors of the server; a client that hangs up is not one."""
        _LOG.log(level if level >= logging.ERROR else logging.DEBUG, msg, exc_info=traceback)

    def bind(self, family: int, type: int, proto: int = 0) -> socket.socket:
        """Bind the socket. Keeps the error: `prepare` raises one without its number."""
        try:
            found: socket.socket = super().bind(family, type, proto)
        except OSError as error:
            self.refusal = error
            raise
        return found


@contextmanager
def serving(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Serve in threads while the context lasts, at every address of the host; port 0 is any free.

    Yields the base URL of the first address. Raises `ConfigError` for a port that is taken, and for
    a host that is not an address of this machine.
    """
    with ExitStack() as stack:
        urls = [stack.enter_context(_serving_at(app, found)) for found in _addresses(host, port)]
        yield urls[0]


def serve_forever(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Yield the base URL once the port is open, then serve until interrupted."""
    with serving(app, host, port) as url:
        yield url
        while True:
            time.sleep(_HOUR)


@contextmanager
def _serving_at(app: Application, address: tuple[str, int]) -> Iterator[str]:
    server = _Server(address, app, numthreads=_THREADS, server_name="docreplay", shutdown_timeout=1)
    try:
        server.prepare()
    except OSError as error:
        raise _refused(address, server.refusal or error) from error
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield _url(*server.bind_addr[:2])
    finally:
        server.stop()
        thread.join()


def _addresses(host: str, port: int) -> list[tuple[str, int]]:
    """Return the addresses of a host: `localhost` has one of IPv4 and one of IPv6."""
    try:
        found = socket.getaddrinfo(host, port, socket.AF_UNSPEC, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        message = f"cannot listen on `{host}`: unknown name or address"
        raise ConfigError(message, hint=_OTHER_HOST) from error
    return list(dict.fromkeys((str(item[4][0]), int(item[4][1])) for item in found))


def _refused(address: tuple[str, int], error: OSError) -> ConfigError:
    hint = _OTHER_HOST if error.errno == EADDRNOTAVAIL else _OTHER_PORT
    reason = error.strerror or str(error)
    return ConfigError(f"cannot listen on {address[0]}:{address[1]}: {reason}", hint=hint)


def _url(host: str, port: int) -> str:
    """Return the base URL, an IPv6 address in brackets (RFC 3986 §3.2.2)."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
