"""Earlier runs are read from a folder that a pull request may have filled."""

import json
from pathlib import Path

import pytest

from docreplay.errors import ConfigError
from docreplay.flows.run_history import load_history
from docreplay.model.history import LONGEST, FindingKey


def report(folder: Path, name: str, command: str = "test", **values: object) -> None:
    row = {"command": command, "totals": {"cases": 1}, "cases": [], "findings": [], **values}
    (folder / name).write_text(json.dumps(row), encoding="utf-8")


def case(outcome: str, message: str = "") -> dict[str, object]:
    findings = [{"code": "CON201", "path": "a.md", "message": message}] if message else []
    return {"id": "a#get", "outcome": outcome, "findings": findings}


def test_runs_are_in_the_order_of_their_start(tmp_path: Path) -> None:
    report(tmp_path, "a.json", started="2026-02-01T00:00:00Z", cases=[case("failed", "m")])
    report(tmp_path, "b.json", started="2026-01-01T00:00:00Z", cases=[case("passed", "old")])
    history = load_history(tmp_path, "test")
    assert [run.name for run in history.runs] == ["b.json", "a.json"]
    assert [run.outcomes["a#get"] for run in history.runs] == ["passed", "failed"]
    assert history.last_findings == (FindingKey("CON201", "a.md", "m"),)


def test_runs_without_a_start_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("2.json", "1.json"):
        report(tmp_path, name)
    assert [run.name for run in load_history(tmp_path, "test").runs] == ["1.json", "2.json"]


def test_the_last_runs_are_kept(tmp_path: Path) -> None:
    for number in range(LONGEST + 5):
        report(tmp_path, f"{number:03}.json")
    runs = load_history(tmp_path, "test").runs
    assert (len(runs), runs[0].name) == (LONGEST, "005.json")


def test_other_files_are_counted(tmp_path: Path) -> None:
    report(tmp_path, "test.json")
    report(tmp_path, "check.json", command="check")
    for name, text in {
        "broken.json": "{",
        "list.json": "[]",
        "text.json": '"x"',
        "deep.json": "[" * 100_000,
        "totals.json": '{"command": "test", "totals": []}',
        "latin.json": "",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe")
    (tmp_path / "readme.txt").write_text("", encoding="utf-8")
    history = load_history(tmp_path, "test")
    assert (len(history.runs), history.ignored) == (1, 7)


def test_a_report_of_drift_is_known_by_its_pages(tmp_path: Path) -> None:
    row = {"totals": {"errors": 1}, "pages": [], "findings": []}
    (tmp_path / "drift.json").write_text(json.dumps(row), encoding="utf-8")
    assert len(load_history(tmp_path, "drift").runs) == 1
    assert load_history(tmp_path, "test").ignored == 1


@pytest.mark.parametrize("cases", [None, 3, "x", [None], [{}], [{"id": 1}], {"a": 1}])
def test_rows_that_are_not_those_of_a_report_are_left_out(tmp_path: Path, cases: object) -> None:
    report(tmp_path, "a.json", cases=cases, findings=cases)
    (run,) = load_history(tmp_path, "test").runs
    assert run.outcomes == {}


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="none is not a folder"):
        load_history(tmp_path / "none", "test")
