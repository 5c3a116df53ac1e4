"""What the tests of the command line share: a small project, and a way to run a command in it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from docreplay.cli.main import main

PAGE = """\
# Get the photo

<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET https://api.example.com/v1/users/{id}/photo
```

<!-- { "blockType": "response", "truncated": false } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "height": 99, "说明": "照片" }
```
"""


class Ended(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one page, which is the current folder."""
    page = tmp_path / "docs_source/en-us/photo-get.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    (tmp_path / "docreplay.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def docreplay(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line in this process."""

    def run(*arguments: str) -> Ended:
        code = main(arguments)
        return Ended(code, *capfd.readouterr())

    return run


def spoil(project: Path) -> None:
    """Give the page's response no request, and its request no response."""
    page = project / "docs_source/en-us/photo-get.md"
    page.write_text(PAGE.replace('"request"', '"reqest"'), encoding="utf-8")
