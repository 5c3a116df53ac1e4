"""Run the services of `services/`, and change the responses of one on their way to a client."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import requests

from tests.support.service import Exchange, service_of

_HOPS = {"connection", "content-length", "date", "server", "transfer-encoding"}


@dataclass
class Response:
    """A response that may be changed on its way to the client."""

    status: int
    headers: dict[str, str]
    body: bytes


Change = Callable[[Response], None]


@dataclass
class Between:
    """A way to a service; `changes` has the change of the responses to a request, by its line."""

    url: str = ""
    changes: dict[str, Change] = field(default_factory=dict)


@contextmanager
def running(name: str, *arguments: str) -> Iterator[str]:
    """Run a service in a process of its own; yields its URL."""
    command = (sys.executable, "-W", "ignore", "-m", f"tests.live.services.{name}", *arguments)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=quiet
    ) as process:  # this file's own
        try:
            assert process.stdout
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@contextmanager
def between(service: str) -> Iterator[Between]:
    """Pass requests on to the service, and its responses back."""
    way = Between()

    def respond(exchange: Exchange) -> None:
        url = f"{service}{exchange.path}"
        given = requests.request(
            exchange.command, url, headers=dict(exchange.headers), data=exchange.body, timeout=20
        )
        headers = {k: v for k, v in given.headers.items() if k.lower() not in _HOPS}
        response = Response(given.status_code, headers, given.content)
        way.changes.get(f"{exchange.command} {exchange.path}", _unchanged)(response)
        body = b"" if exchange.command == "HEAD" else response.body
        exchange.give(response.status, response.headers, body)

    with service_of(respond) as way.url:
        yield way


def _unchanged(_: Response) -> None:
    """Leave the response as it is."""
