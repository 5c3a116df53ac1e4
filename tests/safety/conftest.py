"""What tests of the whole share: a project, and services on loopback that keep what they get."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

# Loaded once here: pytester forgets what a run inside of it loads.
from docreplay.compare.comparators import status as _status  # noqa: F401
from docreplay.plugin import hooks as _hooks  # noqa: F401
from tests.cli.conftest import Command, docreplay

__all__ = ["Command", "docreplay"]


@dataclass
class Recorder:
    """A service with one answer to everything; it keeps the requests with their headers."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b'{"a": 1}'
    requests: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Host and port."""
        return self.url.partition("//")[2]


@contextmanager
def recording() -> Iterator[Recorder]:
    """A service on a free port of this machine."""
    told = Recorder()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.requests.append(f"{self.requestline}\n{self.headers}{body.decode('latin-1')}")
            self.send_response(told.status)
            for name, value in {"Content-Type": "application/json", **told.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield told
        server.shutdown()


Recording = Callable[[], AbstractContextManager[Recorder]]


@pytest.fixture
def service() -> Iterator[Recorder]:
    """The tested service."""
    with recording() as found:
        yield found


@pytest.fixture
def stranger() -> Iterator[Recorder]:
    """A different service, which must not get what belongs to the tested one."""
    with recording() as found:
        yield found


def page(request: str, response: str = "HTTP/1.1 200 OK", name: str = "a") -> str:
    """The text of a page with one exchange."""
    return (
        f'<!-- {{ "blockType": "request", "name": "{name}" }} -->\n```http\n{request}\n```\n'
        f'<!-- {{ "blockType": "response" }} -->\n```http\n{response}\n```\n'
    )


def write_page(root: Path, text: str, path: str = "docs_source/en-us/p.md") -> None:
    """Writes a page of a project."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the current folder."""
    (tmp_path / "docreplay.toml").write_text("", encoding="utf-8")
    (tmp_path / "docs_source").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path
