import json
from pathlib import Path

import pytest

from docreplay.flows.test.durations import durations, record_durations


def test_a_test_that_was_never_run_takes_the_median(tmp_path: Path) -> None:
    record_durations(tmp_path, {"a": 1.0, "b": 2.0, "c": 9.0})
    known = durations(tmp_path)
    assert [known.of(name) for name in ("a", "c", "other")] == [1.0, 9.0, 2.0]


def test_tests_that_were_not_run_keep_their_durations(tmp_path: Path) -> None:
    record_durations(tmp_path, {"a": 1.0, "b": 2.0})
    record_durations(tmp_path, {"b": 3.0})
    known = durations(tmp_path)
    assert (known.of("a"), known.of("b")) == (1.0, 3.0)
    assert (tmp_path / ".docreplay/.gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"a": "x"}', '{"a": -1}', '{"a": true}', '{"a": 1e999}', "[" * 100_000]
)
def test_a_file_that_is_not_valid_has_no_durations(tmp_path: Path, text: str) -> None:
    (tmp_path / ".docreplay").mkdir()
    (tmp_path / ".docreplay/durations.json").write_text(text, encoding="utf-8")
    assert durations(tmp_path).of("a") == 1.0


def test_a_link_that_leads_elsewhere_is_not_written(tmp_path: Path) -> None:
    root, other = tmp_path / "project", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    (root / ".docreplay").symlink_to(other)
    record_durations(root, {"a": 1.0})
    assert not list(other.iterdir())


def test_nothing_is_written_without_durations(tmp_path: Path) -> None:
    record_durations(tmp_path, {})
    assert not list(tmp_path.iterdir())
    record_durations(tmp_path, {"a": 0.12345678})
    assert json.loads((tmp_path / ".docreplay/durations.json").read_bytes()) == {"a": 0.1235}
