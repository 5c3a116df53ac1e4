"""A service that gives scripted answers, and a project whose pages are tested against it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.live.real_services import Between, between, running
from tests.support.pages import exchange
from tests.support.service import Exchange, service_of


@dataclass(frozen=True)
class Answer:
    """A response of the service; `hangs` sends nothing until the service stops."""

    status: int = 200
    body: str = '{"a": 1}'
    headers: tuple[tuple[str, str], ...] = ()
    hangs: bool = False


@dataclass
class Service:
    """A service; `answers` has the responses by path, in turn, the last one ever after."""

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    otherwise: Answer = Answer()
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def next(self, path: str) -> Answer:
        """Return the next response to a request of the path."""
        waiting = self.answers.get(path, [])
        if not waiting:
            return self.otherwise
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@pytest.fixture(scope="module")
def kinto() -> Iterator[Between]:
    """Kinto, and the way to it."""
    with running("kinto") as url, between(url) as way:
        yield way


@pytest.fixture
def service() -> Iterator[Service]:
    """A service on a free port of this machine."""
    told = Service()

    def respond(exchange: Exchange) -> None:
        told.requests.append(f"{exchange.command} {exchange.path}")
        told.headers.append(dict(exchange.headers))
        told.bodies.append(exchange.body)
        told.times.append(time.monotonic())
        answer = told.next(exchange.path)
        if answer.hangs:
            told.stopped.wait(20)
            exchange.close_connection = True
            return
        headers = {"Content-Type": "application/json", **dict(answer.headers)}
        exchange.give(answer.status, headers, answer.body.encode())

    with service_of(respond) as told.url:
        yield told
        told.stopped.set()


JSON = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "a": 1 }'

Pages = Callable[..., None]
Command = Callable[..., Ended]


def documented(*requests: str, response: str = JSON) -> str:
    """Return a page with one exchange for each request line, which is its name as well."""
    return "".join(
        exchange(request, response, name=f"case{number}") for number, request in enumerate(requests)
    )


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Writes pages: each keyword is the name of one, its value the text."""
    monkeypatch.chdir(tmp_path)

    def write(**texts: str) -> None:
        for name, text in texts.items():
            file = tmp_path / f"docs_source/{name}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def replay(service: Service, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `docreplay test -q` against the service."""

    def run(*arguments: str) -> Ended:
        code = main(("test", "-q", "--base-url", service.url, *arguments))
        return Ended(code, *capfd.readouterr())

    return run
