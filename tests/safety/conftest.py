"""What tests of the whole share: a project, and services on loopback that keep what they get."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# Loaded once here: pytester forgets what a run inside of it loads.
from docreplay.compare.comparators import status as _status  # noqa: F401
from docreplay.plugin import hooks as _hooks  # noqa: F401
from tests.cli.conftest import Command, docreplay
from tests.support.service import Exchange, service_of

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
    """Run a service on a free port of this machine."""
    told = Recorder()

    def respond(exchange: Exchange) -> None:
        body = exchange.body.decode("latin-1")
        told.requests.append(f"{exchange.requestline}\n{exchange.headers}{body}")
        exchange.give(told.status, {"Content-Type": "application/json", **told.headers}, told.body)

    with service_of(respond) as told.url:
        yield told


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
    """Return the text of a page with one exchange."""
    return (
        f'<!-- {{ "blockType": "request", "name": "{name}" }} -->\n```http\n{request}\n```\n'
        f'<!-- {{ "blockType": "response" }} -->\n```http\n{response}\n```\n'
    )


def write_page(root: Path, text: str, path: str = "docs_source/en-us/p.md") -> None:
    """Write a page of a project."""
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
