"""Pages about Kinto, replayed against Kinto: right pages pass, and each fault of it is found."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from docreplay.cli.main import main
from tests.live.real_services import Between, Change, Response

PAGES = Path(__file__).parent / "kinto"
ANA = requests.auth.HTTPBasicAuth("ana", "secret")
BUCKET = "/v1/buckets/photos"
RECORDS = f"{BUCKET}/collections/cats/records"
LISTED = f"{RECORDS}?_sort=-last_modified&_limit=5"

Findings = Callable[[], set[str]]


@pytest.fixture
def findings(
    kinto: Between,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Findings:
    """Replays the pages against an empty Kinto; returns errors, warnings and unpassed cases."""
    monkeypatch.chdir(tmp_path)
    credentials = requests.Request(url=kinto.url, auth=ANA).prepare().headers["Authorization"]
    monkeypatch.setenv("KINTO", str(credentials))
    (tmp_path / "docreplay.toml").write_text('headers = { Authorization = "$env:KINTO" }\n')
    shutil.copytree(PAGES, tmp_path / "docs_source")
    report = tmp_path / "report.json"
    options = ("--base-url", kinto.url, "--unsafe-methods", "--report", f"json={report}")

    def replay() -> set[str]:
        requests.post(f"{kinto.url}/v1/__flush__", auth=ANA, timeout=20).raise_for_status()
        main(("test", "-q", *options))
        capfd.readouterr()
        cases = json.loads(report.read_text(encoding="utf-8"))["cases"]
        assert len(cases) == 15
        assert not [case for case in cases if case["outcome"] != "passed" and not case["findings"]]
        found = [item for case in cases for item in case["findings"]]
        return {_line(item) for item in found if item["severity"] != "note"}

    return replay


def _line(finding: dict[str, Any]) -> str:
    return f"{Path(finding['path']).name}:{finding['line']} {finding['code']}"


def test_right_pages_pass(findings: Findings) -> None:
    assert findings() == set()


def with_body(body: Callable[[Any], Any]) -> Change:
    """Return the change of a JSON body."""

    def change(response: Response) -> None:
        if response.status >= 400:
            return  # the same request line as that of an error
        response.body = json.dumps(body(json.loads(response.body))).encode()

    return change


def data_with(**values: object) -> Change:
    """Return the change of properties of `data`."""
    return with_body(lambda body: {**body, "data": {**body["data"], **values}})


def status_of(status: int) -> Change:
    def change(response: Response) -> None:
        response.status = status

    return change


def without(name: str) -> Change:
    def change(response: Response) -> None:
        del response.headers[name]

    return change


def in_plain_text(response: Response) -> None:
    response.headers["Content-Type"] = "text/plain"


def cut_short(response: Response) -> None:
    response.body = response.body[:-3]


@pytest.mark.parametrize(
    ("request_line", "change", "found"),
    [
        (f"GET {BUCKET}", status_of(203), "bucket.md:73 CON201"),
        (f"GET {BUCKET}", in_plain_text, "bucket.md:74 CON202"),
        (f"GET {BUCKET}", without("ETag"), "bucket.md:75 CON203"),
        (f"GET {BUCKET}", cut_short, "bucket.md:77 CON207"),
        (f"GET {BUCKET}", data_with(last_modified="now"), "bucket.md:81 CON209"),
        (f"GET {BUCKET}", data_with(id="films"), "bucket.md:79 CON232"),
        (f"GET {BUCKET}", with_body(lambda body: {"data": body["data"]}), "bucket.md:83 CON208"),
        (f"PATCH {BUCKET}", data_with(title="All photos"), "bucket.md:104 CON222"),
        ("HEAD /v1/buckets", without("Total-Objects"), "bucket.md:117 CON203"),
        (f"GET {LISTED}", with_body(lambda body: {**body, "data": []}), "record.md:67 CON231"),
        (f"GET {LISTED}", with_body(lambda body: {**body, "data": {}}), "record.md:67 CON209"),
        (f"POST {RECORDS}", data_with(tags=[1]), "record.md:45 CON209, record.md:45 CON222"),
        (f"POST {RECORDS}", data_with(taken={"by": "Ada"}), "record.md:46 CON208"),
        (f"POST {RECORDS}", data_with(height=None), "record.md:44 CON211"),
        ("PUT /v1/", without("Allow"), "record.md:153 CON203"),
    ],
)
def test_a_fault_of_the_service_is_found_at_its_line(
    kinto: Between, findings: Findings, request_line: str, change: Change, found: str
) -> None:
    kinto.changes[request_line] = change
    try:
        assert findings() == set(found.split(", "))
    finally:
        kinto.changes.clear()
