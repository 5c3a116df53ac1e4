"""Runs an application on a port: the one door to waitress."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from socket import socket
from threading import Thread
from typing import Any

from waitress import wasyncore
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from extractor.errors import ConfigError
from extractor.serve.app import Application

LOOPBACK = "127.0.0.1"
_NAME = "docreplay"


@contextmanager
def serving(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Serves in a thread while the context lasts; gives the base URL. Port 0 is any free one."""
    sockets: dict[int, socket] = {}
    server = _server(app, host, port, sockets)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.effective_port}"  # type: ignore[union-attr]  # one socket
    finally:
        _close(server, sockets)
        thread.join(timeout=5)
        server.task_dispatcher.shutdown(timeout=1)


def serve_forever(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Gives the base URL once the port is open, then serves until it is interrupted."""
    server = _server(app, host, port, {})
    yield f"http://{host}:{server.effective_port}"  # type: ignore[union-attr]  # one socket
    server.run()


def _close(server: BaseWSGIServer | MultiSocketServer, sockets: dict[int, socket]) -> None:
    """Closes in the server's own thread: clients that keep connections must not hold it up."""
    trigger: Any = server.trigger  # type: ignore[union-attr]  # one socket
    # under the lock: what wakes the thread at this moment must not close the pipe before the write
    with trigger.lock:
        trigger.thunks.append(partial(wasyncore.close_all, sockets))
        os.write(trigger.trigger, b"x")


def _server(
    app: Application, host: str, port: int, sockets: dict[int, socket]
) -> BaseWSGIServer | MultiSocketServer:
    """An open port; `sockets` will hold every open one. Raises `ConfigError` for a taken port."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        return create_server(app, sockets, host=host, port=port, threads=4, ident=_NAME)
    except OSError as error:
        wasyncore.close_all(sockets)
        hint = "choose another --port, or none for any free one"
        raise ConfigError(f"cannot listen on {host}:{port}: {error.strerror}", hint=hint) from error
