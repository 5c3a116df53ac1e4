"""Kinto, recorded once: an unchanged service is silent, and what changed is found and classed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from docreplay.cli.main import main
from tests.live.real_services import Between, Change
from tests.live.test_kinto import (
    ANA,
    BUCKET,
    LISTED,
    PAGES,
    RECORDS,
    cut_short,
    data_with,
    in_plain_text,
    status_of,
    with_body,
    without,
)

Changes = Callable[[], set[str]]


@pytest.fixture
def changes(
    kinto: Between,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Changes:
    """Records an empty Kinto once, and returns what a later run says has changed, with classes."""
    monkeypatch.chdir(tmp_path)
    credentials = requests.Request(url=kinto.url, auth=ANA).prepare().headers["Authorization"]
    monkeypatch.setenv("KINTO", str(credentials))
    (tmp_path / "docreplay.toml").write_text('headers = { Authorization = "$env:KINTO" }\n')
    shutil.copytree(PAGES, tmp_path / "docs_source")
    report = tmp_path / "report.json"
    options = ("--base-url", kinto.url, "--unsafe-methods")

    def run(command: str, *more: str) -> int:
        requests.post(f"{kinto.url}/v1/__flush__", auth=ANA, timeout=20).raise_for_status()
        code = main((command, "-q", *options, *more))
        capfd.readouterr()
        return code

    assert run("record") == 0

    def regress() -> set[str]:
        run("regress", "--report", f"json={report}")
        cases = json.loads(report.read_text(encoding="utf-8"))["cases"]
        assert len(cases) == 15
        found = [item for case in cases for item in case["findings"]]
        return {f"{item['code']} {item['class']}" for item in found if item["severity"] != "note"}

    return regress


def test_an_unchanged_service_is_silent(changes: Changes) -> None:
    assert [changes() for _ in range(3)] == [set(), set(), set()]


@pytest.mark.parametrize(
    ("request_line", "change", "found"),
    [
        (f"GET {BUCKET}", status_of(404), "REG401 breaking"),
        (f"GET {BUCKET}", in_plain_text, "REG406 breaking"),
        (f"GET {BUCKET}", without("ETag"), "REG410 breaking"),
        (f"GET {BUCKET}", data_with(last_modified="now"), "REG421 breaking"),
        (f"GET {BUCKET}", data_with(last_modified=1.5), "REG422 breaking"),
        (f"GET {BUCKET}", with_body(lambda body: {"data": body["data"]}), "REG418 breaking"),
        ("HEAD /v1/buckets", without("Total-Objects"), "REG409 breaking"),
        (f"GET {LISTED}", with_body(lambda body: {**body, "data": {}}), "REG428 breaking"),
        (f"GET {LISTED}", with_body(lambda body: body["data"]), "REG430 breaking"),
        (f"POST {RECORDS}", data_with(tags=[1]), "REG427 breaking"),
        ("PUT /v1/", without("Allow"), "REG409 breaking"),
    ],
)
def test_a_change_of_the_service_is_found_with_its_class(
    kinto: Between, changes: Changes, request_line: str, change: Change, found: str
) -> None:
    kinto.changes[request_line] = change
    try:
        assert changes() == {found}
    finally:
        kinto.changes.clear()


@pytest.mark.parametrize(
    ("request_line", "change"),
    [
        (f"GET {BUCKET}", data_with(id="films")),
        (f"PATCH {BUCKET}", data_with(title="All photos")),
        (f"GET {LISTED}", with_body(lambda body: {**body, "data": []})),
        (f"GET {BUCKET}", data_with(added=1)),
    ],
    ids=["other id", "other title", "empty list", "new member"],
)
def test_other_values_are_silent(
    kinto: Between, changes: Changes, request_line: str, change: Change
) -> None:
    kinto.changes[request_line] = change
    try:
        assert changes() == set()
    finally:
        kinto.changes.clear()


def test_a_response_that_is_cut_short_is_not_silent(kinto: Between, changes: Changes) -> None:
    kinto.changes[f"GET {BUCKET}"] = cut_short
    try:
        assert changes()
    finally:
        kinto.changes.clear()
