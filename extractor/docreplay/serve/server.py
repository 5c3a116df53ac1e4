"""Runs an application on a port: the one door to waitress."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EADDRNOTAVAIL
from functools import partial
from threading import Thread
from typing import Any

from waitress import wasyncore
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from docreplay.errors import ConfigError
from docreplay.serve.app import Application

LOOPBACK = "127.0.0.1"
_Sockets = dict[int, Any]
"""All that waitress polls, by file descriptor; its types leave out half of what that has."""

_NAME = "docreplay"
_OTHER_PORT = "choose another --port, or none for any free one"
_OTHER_HOST = "give --host a name or an address of this machine, such as localhost or 127.0.0.1"


@contextmanager
def serving(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Serves in a thread while the context lasts; gives the base URL. Port 0 is any free one."""
    sockets: _Sockets = {}
    server = _server(app, host, port, sockets)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield _url(sockets)
    finally:
        _close(sockets)
        thread.join(timeout=5)
        server.task_dispatcher.shutdown(timeout=1)


def serve_forever(app: Application, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Gives the base URL once the port is open, then serves until it is interrupted."""
    sockets: _Sockets = {}
    server = _server(app, host, port, sockets)
    yield _url(sockets)
    server.run()


def _listening(sockets: _Sockets) -> Any:
    """The first of the open ports: a name of the machine may stand for several addresses."""
    return next(item for item in sockets.values() if isinstance(item, BaseWSGIServer))


def _url(sockets: _Sockets) -> str:
    """The URL of the first open port, an IPv6 address in brackets (RFC 3986 §3.2.2)."""
    server = _listening(sockets)
    host = server.effective_host
    return f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}"


def _close(sockets: _Sockets) -> None:
    """Closes in the server's own thread: clients that keep connections must not hold it up."""
    trigger = _listening(sockets).trigger
    # under the lock: what wakes the thread at this moment must not close the pipe before the write
    with trigger.lock:
        trigger.thunks.append(partial(wasyncore.close_all, sockets))
        os.write(trigger.trigger, b"x")


def _server(
    app: Application, host: str, port: int, sockets: _Sockets
) -> BaseWSGIServer | MultiSocketServer:
    """An open port; `sockets` will hold every open one.

    Raises `ConfigError` for a taken port, and for what is no address of this machine.
    """
    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        return create_server(app, sockets, host=host, port=port, threads=4, ident=_NAME)
    except OSError as error:
        wasyncore.close_all(sockets)
        hint = _OTHER_HOST if error.errno == EADDRNOTAVAIL else _OTHER_PORT
        raise ConfigError(f"cannot listen on {host}:{port}: {error.strerror}", hint=hint) from error
    except ValueError as error:
        message = f"cannot listen on `{host}`: no such name or address"
        raise ConfigError(message, hint=_OTHER_HOST) from error
