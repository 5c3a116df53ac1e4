"""A service that gives scripted answers, and a project whose pages are tested against it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from docreplay.cli.main import main
from tests.cli.conftest import Ended
from tests.support.pages import exchange


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
    times: list[float] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def next(self, path: str) -> Answer:
        """The next response to a request of the path."""
        waiting = self.answers.get(path, [])
        if not waiting:
            return self.otherwise
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def handler_of(told: Service) -> type[BaseHTTPRequestHandler]:
    """The handler that answers as the service is told."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.requests.append(f"{self.command} {self.path}")
            told.headers.append(dict(self.headers))
            told.times.append(time.monotonic())
            self._give(told.next(self.path))

        def _give(self, answer: Answer) -> None:
            if answer.hangs:
                told.stopped.wait(20)
                self.close_connection = True
                return
            data = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler


@pytest.fixture
def service() -> Iterator[Service]:
    """A service on a free port of this machine."""
    told = Service()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler_of(told)) as server:
        server.daemon_threads = True
        told.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield told
        told.stopped.set()
        server.shutdown()


JSON = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "a": 1 }'

Pages = Callable[..., None]
Command = Callable[..., Ended]


def documented(*requests: str, response: str = JSON) -> str:
    """A page with one exchange for each request line, which is its name as well."""
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
