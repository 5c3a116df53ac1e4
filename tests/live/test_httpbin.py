"""Pages about httpbin, replayed against httpbin: encodings, statuses, redirections, credentials."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.live.real_services import running
from tests.support.pages import exchange

JSON = "Content-Type: application/json"
OK = f"HTTP/1.1 200 OK\n{JSON}"
SLIDES = '{ "slideshow": { "title": "Photos", "slides": [ { "title": "One", "type": "all" } ] } }'


@pytest.fixture(scope="module")
def httpbin() -> Iterator[str]:
    """The URL of httpbin."""
    with running("httpbin") as url:
        yield url


@pytest.mark.parametrize(
    ("request_text", "response"),
    [
        ("GET /json", f"{OK}\n\n{SLIDES}"),
        ("GET /gzip", f'{OK}\n\n{{ "gzipped": true, "method": "GET", "origin": "::1" }}'),
        ("GET /deflate", f'{OK}\n\n{{ "deflated": true, "method": "GET" }}'),
        ("GET /uuid", f'{OK}\n\n{{ "uuid": "b320ee12-b1cd-4cca-b648-a437be61c5cd" }}'),
        (
            "GET /anything/a%2Fb?tag=x%20y",
            f'{OK}\n\n{{ "args": {{ "tag": "x y" }}, "json": null }}',
        ),
        ("GET /etag/1", f'{OK}\nETag: "1"\n\n{{ "args": {{}} }}'),
        ('GET /etag/1\nIf-None-Match: "1"', 'HTTP/1.1 304 Not Modified\nETag: "1"'),
        (
            "GET /redirect-to?url=/json&status_code=307",
            "HTTP/1.1 307 Temporary Redirect\nLocation: /json",
        ),
        ("GET /status/418", "HTTP/1.1 418 I'm a teapot"),
        ("GET /status/204", "HTTP/1.1 204 No Content"),
        (
            "GET /basic-auth/ana/wrong",
            'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm="x"',
        ),
        (
            "GET /response-headers?X-Total-Count=3",
            f'{OK}\nX-Total-Count: 9\n\n{{ "X-Total-Count": "3" }}',
        ),
        ("GET /encoding/utf8", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8"),
        ("HEAD /get", f"{OK}"),
        ("GET /image/png", "HTTP/1.1 200 OK\nContent-Type: image/png"),
        (
            f'POST /post\n{JSON}\n\n{{ "a": 1.50 }}',
            f'{OK}\n\n{{ "json": {{ "a": 1.5 }}, "form": {{}} }}',
        ),
        (
            "POST /post\nContent-Type: application/x-www-form-urlencoded\n\na=1&b=x+y",
            f'{OK}\n\n{{ "form": {{ "a": "1", "b": "x y" }}, "files": {{}} }}',
        ),
        ("PUT /put\nContent-Type: text/plain\n\nhello", f'{OK}\n\n{{ "data": "hello" }}'),
        ("DELETE /delete", f'{OK}\n\n{{ "url": "http://localhost/delete" }}'),
    ],
)
def test_a_right_page_passes(
    httpbin: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    request_text: str,
    response: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs_source").mkdir()
    page = exchange(request_text, response, annotation='"expectError": true')
    (tmp_path / "docs_source/page.md").write_text(page, encoding="utf-8")
    code = main(("test", "-q", "--base-url", httpbin, "--unsafe-methods"))
    out = capfd.readouterr().out
    assert (code, " error " in out, " warning " in out) == (0, False, False), out
    assert "1 case: 1 passed" in out
