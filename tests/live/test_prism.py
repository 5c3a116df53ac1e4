"""Pages against a mock that a different tool makes of them: Prism, of the exported OpenAPI.

Right pages pass, and each fault that is put between is found. `make prism` installs Prism, of npm.
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.live.real_services import Between, Change, Response, between

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "prism"
_LOCAL = ROOT / ".docreplay/prism/node_modules/.bin/prism"
PRISM = str(_LOCAL) if _LOCAL.exists() else shutil.which("prism")
ORDER = "GET /v1/orders/7c1"
LIST = "GET /v1/orders?$count=true&$filter=state%20eq%20'open'"
CREATE = "POST /v1/orders"
UNKNOWN = "GET /v1/orders/unknown/lines"

pytestmark = [
    pytest.mark.skipif(not PRISM, reason="Prism is not installed: run `make prism` (needs npm)"),
]


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    """Prism with the description of the pages, and the way to it."""
    folder = tmp_path_factory.mktemp("prism")
    shutil.copytree(PAGES, folder / "docs_source")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(("export", "openapi", "-q", "--output", "openapi")) == 0
    port = _free_port()
    command = (str(PRISM), "mock", "-h", "127.0.0.1", "-p", str(port), "openapi/openapi.json")
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            with between(f"http://127.0.0.1:{port}") as way:
                yield way
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.2)
    pytest.fail("Prism does not listen")


Findings = Callable[[], list[str]]


@pytest.fixture
def findings(
    mock: Between,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Findings:
    """Replays the pages against the mock; returns errors and warnings with the line they quote."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PAGES, tmp_path / "docs_source")
    lines = (PAGES / "orders.md").read_text(encoding="utf-8").splitlines()
    options = ("--base-url", mock.url, "--unsafe-methods", "--var", "id=7c9")

    def replay() -> list[str]:
        main(("test", "-q", *options, "--report", "json=report.json"))
        capfd.readouterr()
        cases = json.loads(Path("report.json").read_text(encoding="utf-8"))["cases"]
        assert [case["outcome"] for case in cases].count("skipped") == 0
        found = [item for case in cases for item in case["findings"]]
        return [
            f"{item['code']} {lines[item['line'] - 1].strip()}"
            for item in found
            if item["severity"] != "note"
        ]

    return replay


def test_the_pages_pass_against_the_mock(findings: Findings) -> None:
    assert findings() == []


def body(change: Callable[[dict[str, object]], object]) -> Change:
    """Return the change of a JSON body, in place."""

    def apply(response: Response) -> None:
        value = json.loads(response.body)
        change(value)
        response.body = json.dumps(value).encode()

    return apply


def put(pointer: str, value: object) -> Change:
    """Return the change that puts a value at a place of a JSON body."""

    def change(whole: dict[str, object]) -> None:
        *path, last = pointer.split("/")
        at: object = whole
        for step in path:
            at = at[int(step)] if isinstance(at, list) else at[step]  # type: ignore[index]
        at[int(last) if isinstance(at, list) else last] = value  # type: ignore[index]

    return body(change)


def drop(name: str) -> Change:
    return body(lambda whole: whole.pop(name))


def status(number: int) -> Change:
    return lambda response: setattr(response, "status", number)


def header(name: str, value: str = "") -> Change:
    """Return the change of a header; without a value it is removed."""

    def change(response: Response) -> None:
        response.headers = {k: v for k, v in response.headers.items() if k.lower() != name}
        if value:
            response.headers[name] = value

    return change


def text(content: bytes) -> Change:
    return lambda response: setattr(response, "body", content)


FAULTS: tuple[tuple[str, Change, str], ...] = (
    (ORDER, status(203), "CON201 HTTP/1.1 200 OK"),
    (ORDER, status(500), "CON201 HTTP/1.1 200 OK"),
    (ORDER, header("content-type", "text/html"), "CON202 Content-Type: application/json"),
    (ORDER, header("etag"), 'CON203 ETag: "7"'),
    (ORDER, text(b""), "CON205 {"),
    (ORDER, text(b'{"id": "7c1",'), "CON207 {"),
    (ORDER, text(b"[]"), "CON209 {"),
    (ORDER, drop("number"), 'CON208 "number": 1041,'),
    (ORDER, drop("customer"), 'CON208 "customer": {'),
    (ORDER, put("id", 7), 'CON209 "id": "7c1",'),
    (ORDER, put("id", "8d2"), 'CON232 "id": "7c1",'),
    (ORDER, put("number", "1041"), 'CON209 "number": 1041,'),
    (ORDER, put("number", 10.5), 'CON209 "number": 1041,'),
    (ORDER, put("number", None), 'CON211 "number": 1041,'),
    (ORDER, put("state", "lost"), 'CON224 "state": "paid",'),
    (ORDER, put("placedAt", "yesterday"), 'CON223 "placedAt": "2026-05-04T10:00:00Z",'),
    (ORDER, put("isGift", "no"), 'CON209 "isGift": false'),
    (ORDER, put("customer", []), 'CON209 "customer": {'),
    (ORDER, put("customer/mail", 1), 'CON209 "mail": "ada@example.com"'),
    (ORDER, put("lines", {}), 'CON209 "lines": ['),
    (ORDER, put("lines/0/count", "2"), 'CON209 "count": 2,'),
    (ORDER, put("lines/0", "tea"), "CON209 {"),
    (LIST, drop("value"), 'CON208 "value": ['),
    (LIST, put("value/0/state", 1), 'CON209 "state": "open"'),
    (LIST, drop("@odata.count"), 'CON233 "@odata.count": 1,'),
    (LIST, put("value", []), 'CON231 "value": ['),
    (CREATE, status(200), "CON201 HTTP/1.1 201 Created"),
    (CREATE, header("location"), "CON203 Location: https://shop.example.com/v1/orders/7c3"),
    (CREATE, put("isGift", False), 'CON222 "isGift": true,'),
    ("DELETE /v1/orders/7c9", status(404), "CON201 HTTP/1.1 204 No Content"),
    (UNKNOWN, status(200), "CON201 HTTP/1.1 404 Not Found"),
    (UNKNOWN, put("title", 1), 'CON209 "title": "There is no such order",'),
    ("GET /v1/terms", text(b""), "CON205 Everything is sold as seen."),
)


@pytest.mark.parametrize(
    ("request_line", "change", "found"), FAULTS, ids=map(str, range(len(FAULTS)))
)
def test_each_fault_is_found_at_its_line(
    mock: Between, findings: Findings, request_line: str, change: Change, found: str
) -> None:
    mock.changes[request_line] = change
    try:
        assert found in findings()
    finally:
        del mock.changes[request_line]
