"""The documentation of this project against the real service, and against broken ones."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from docreplay.cli.main import main as docreplay
from docreplay.serve.server import serving
from examples.demo import ROOT, main
from examples.photo_service.app import application
from examples.photo_service.store import Store

PAGE = "docs_source/en-us/api/profilephoto-update.md"
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def line_of(text: str, after: str) -> int:
    """Return the line of a text on the page, below a line that contains another."""
    lines = (ROOT / PAGE).read_text(encoding="utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if after in line)
    return next(n for n in range(start, len(lines)) if text in lines[n]) + 1


@contextmanager
def spoiled(tmp_path: Path, change: Callable[[dict[str, Any]], str]) -> Iterator[str]:
    """Run the service and edit its answers to PATCH with `change`, which returns the status."""
    store = Store(str(tmp_path / "photos.sqlite3"))
    store.seed()
    inner = application(store)

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "PATCH":
            return inner(environ, start_response)
        body = json.loads(b"".join(inner(environ, lambda *_: None)))
        status = change(body)
        data = json.dumps(body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(data)))]
        start_response(status, headers)
        return [data]

    with serving(app) as url:
        yield url
    store.close()


def text_height(body: dict[str, Any]) -> str:
    body["height"] = str(body["height"])
    return "200 OK"


def no_width(body: dict[str, Any]) -> str:
    del body["width"]
    return "200 OK"


def created(_: dict[str, Any]) -> str:
    return "201 Created"


def report(tmp_path: Path, url: str, *more: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the JSON report of a test run against a service."""
    path = tmp_path / "report.json"
    arguments = ["test", "--root", str(ROOT), "--base-url", url, "--report", f"json={path}", *more]
    code = docreplay(arguments)
    return code, json.loads(path.read_text(encoding="utf-8"))


def test_the_demo_passes(capfd: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert "6 cases: 6 passed" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        (text_height, "CON209", '"height": 99'),
        (no_width, "CON208", '"width": 99'),
        (created, "CON201", "HTTP/1.1 200 OK"),
    ],
)
def test_a_service_that_differs_fails_at_the_line_of_the_page(
    tmp_path: Path, change: Callable[[dict[str, Any]], str], code: str, text: str
) -> None:
    with spoiled(tmp_path, change) as url:
        exit_code, found = report(tmp_path, url, "--unsafe-methods")
    assert exit_code == 1
    (failed,) = [case for case in found["cases"] if case["outcome"] == "failed"]
    (error,) = [item for item in failed["findings"] if item["severity"] == "error"]
    place = (error["code"], error["path"], error["line"])
    assert place == (code, PAGE, line_of(text, "HTTP/1.1 200 OK"))
    assert failed["reason"].startswith(f"{PAGE}:{error['line']}:{error['column']}: error {code} ")


def test_without_unsafe_methods_nothing_that_changes_data_is_sent(tmp_path: Path) -> None:
    with spoiled(tmp_path, text_height) as url:
        exit_code, found = report(tmp_path, url)
    assert exit_code == 0
    assert (found["totals"]["passed"], found["totals"]["skipped"]) == (3, 3)
    reasons = {case["reason"] for case in found["cases"] if case["outcome"] == "skipped"}
    assert len(reasons) == 3
    assert all("--unsafe-methods" in reason for reason in reasons)
