"""What tests of the plugin share: a project with one page, and a service that answers as told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

# Loaded once here: pytester forgets what a run inside of it loads.
import docreplay.compare.comparators.status
import docreplay.plugin.hooks  # noqa: F401
from docreplay.config.load import load
from docreplay.flows import generate as generate_flow

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

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.requests.append(f"{self.command} {self.path}")
            data = told.body.encode()
            self.send_response(told.status)
            self.send_header("Content-Type", told.content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield told
        server.shutdown()


@dataclass
class Project:
    """A documentation project in which pytest runs."""

    pytester: pytest.Pytester

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.pytester.path

    def page(self, text: str, path: str = PATH) -> None:
        """Writes a page."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def generate(self) -> None:
        """Writes the tests of the pages."""
        generate_flow.generate(load(self.root))

    def run(self, *arguments: str) -> pytest.RunResult:
        """Runs pytest in this process."""
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
