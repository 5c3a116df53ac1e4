"""Pages whose requests depend on each other, against a service that keeps what they do.

The service (`benchmarks/odata`) is made from the same pages, and knows nothing of where docreplay
takes ids from: it refuses each request about what does not exist in it, or not any more.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.odata.build import running, service_from
from benchmarks.odata.service import Service
from docreplay.cases import capture_links, captures
from docreplay.cli.main import main
from docreplay.flows.captures import captured_request, captured_values

PAGES = Path(__file__).parent / "odata"
PLAN = ("--captures", "infer", "--unsafe-methods")

Run = Callable[..., dict[str, str]]


@pytest.fixture(params=[False, True], ids=["empty", "seeded"])
def service(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Service]:
    """The service, in which no album exists at first, or two."""
    shutil.copytree(PAGES, tmp_path / "docs_source")
    monkeypatch.chdir(tmp_path)
    found = service_from(tmp_path, "docs_source", seeds_all=request.param)
    with running(found):
        yield found


@pytest.fixture
def run(service: Service, tmp_path: Path) -> Run:
    """Runs the cases; returns the outcomes of those that did not pass, by their names."""

    def replay(*arguments: str) -> dict[str, str]:
        report = tmp_path / "report.json"
        main(("test", "-q", "--base-url", service.url, "--report", f"json={report}", *arguments))
        cases: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["cases"]
        assert len(cases) == 19
        names = {case["id"].rpartition("#")[2]: case["outcome"] for case in cases}
        return {name: outcome for name, outcome in names.items() if outcome != "passed"}

    return replay


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "two"])
def test_the_service_confirms_the_plan(run: Run, service: Service, more: tuple[str, ...]) -> None:
    lists = {"nothing-compared"} if more else set()  # one process may list before the other creates
    assert set(run(*PLAN, *more).values()) <= lists
    assert not [item for item in service.log if item.why]


def test_ids_that_pages_show_do_not_exist(run: Run, service: Service) -> None:
    missed = run("--unsafe-methods", "--var", "album-id=QWxwcw==")
    assert missed["get_album"] == missed["get_photo"] == missed["get_theme"] == "failed"
    assert any("`QWxwcw==` does not exist in albums" in item.why for item in service.log)


def _one_id_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the id of the first collection for all."""
    plain = captured_values.CapturedValues._value

    def wrong(self: Any, capture: Any, known: Any) -> Any:
        value = next(iter(known.values.values()), None)
        return value or plain(self, capture, known)

    monkeypatch.setattr(captured_values.CapturedValues, "_value", wrong)


def _not_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captured_request, "_segment", str)


def _stale_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captured_values, "_CHANGES", ())


def _no_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_links, "_CONDITIONS", ())


def _no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures._Planner, "_in_body", lambda *_: ())


@pytest.mark.parametrize(
    ("broken", "missed"),
    [
        (_one_id_for_all, "get_photo"),
        (_not_encoded, "get_photo"),
        (_stale_tags, "rename_album_again"),
        (_no_tags, "rename_album"),
        (_no_links, "add_owner"),
    ],
)
def test_the_service_refuses_a_wrong_plan(
    run: Run, monkeypatch: pytest.MonkeyPatch, broken: Callable[..., None], missed: str
) -> None:
    broken(monkeypatch)
    assert run(*PLAN)[missed] != "passed"
