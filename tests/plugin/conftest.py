"""Fixtures of the plugin's tests: a project with one page, and a scripted service."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jsonpath_rfc9535  # noqa: F401
import pytest

# Loaded once here and above: pytester forgets what a run inside of it loads.
import docreplay.compare.comparators.status
import docreplay.plugin.hooks  # noqa: F401
from docreplay.config.load import load
from docreplay.flows import generate as generate_flow
from tests.support.service import Exchange, service_of

PAGE = """\
# Get the photo

<!-- { "blockType": "request", "name": "get_photo" } -->
```http
GET https://api.example.com/v1/photo
```

<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{
  "height": 99,
  "name": "portrait"
}
```
"""
PATH = "docs_source/en-us/photo-get.md"
GOOD = '{"height": 48, "name": "another"}'


@dataclass
class Service:
    """An HTTP service with one answer to everything; it keeps the request lines."""

    url: str = ""
    status: int = 200
    content_type: str = "application/json"
    body: str = GOOD
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def service() -> Iterator[Service]:
    """A service on a free port of this machine."""
    told = Service()

    def respond(exchange: Exchange) -> None:
        told.requests.append(f"{exchange.command} {exchange.path}")
        exchange.give(told.status, {"Content-Type": told.content_type}, told.body.encode())

    with service_of(respond) as told.url:
        yield told


@dataclass
class Project:
    """A documentation project in which pytest runs."""

    pytester: pytest.Pytester

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.pytester.path

    def page(self, text: str, path: str = PATH) -> None:
        """Write a page."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def generate(self) -> None:
        """Write the tests of the pages."""
        generate_flow.generate(load(self.root))

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process."""
        # hypothesis would be loaded anew by every run.
        plain = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest")
        return self.pytester.runpytest_inprocess(*plain, *arguments)


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """A project with one page and its generated test."""
    made = Project(pytester)
    (made.root / "docreplay.toml").write_text("", encoding="utf-8")
    made.page(PAGE)
    made.generate()
    return made
