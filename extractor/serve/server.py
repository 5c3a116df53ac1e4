"""Runs an application on a port: the one door to waitress."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from extractor.errors import ConfigError
from extractor.serve.app import Application

LOOPBACK = "127.0.0.1"


@contextmanager
def serving(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Serves in a thread while the context lasts; gives the base URL. Port 0 is any free one."""
    server = _server(app, host, port)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.effective_port}"  # type: ignore[union-attr]  # one socket
    finally:
        server.close()
        thread.join(timeout=5)


def serve_forever(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Gives the base URL once the port is open, then serves until it is interrupted."""
    server = _server(app, host, port)
    yield f"http://{host}:{server.effective_port}"  # type: ignore[union-attr]  # one socket
    server.run()


def _server(app: Application, host: str, port: int) -> BaseWSGIServer | MultiSocketServer:
    """An open port. Raises `ConfigError` where it cannot be had."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        return create_server(app, host=host, port=port, threads=4, ident="docreplay")
    except OSError as error:
        hint = "choose another --port, or none for any free one"
        raise ConfigError(f"cannot listen on {host}:{port}: {error.strerror}", hint=hint) from error
