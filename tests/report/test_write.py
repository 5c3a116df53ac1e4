from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.report.write import write


def test_folders_are_made_and_the_text_is_utf_8_with_lf(tmp_path: Path) -> None:
    write(tmp_path / "a/b/report.txt", "照片\n")
    assert (tmp_path / "a/b/report.txt").read_bytes() == "照片\n".encode()


def test_a_lone_surrogate_is_written_as_an_escape(tmp_path: Path) -> None:
    write(tmp_path / "report.json", '"\ud800"')
    assert (tmp_path / "report.json").read_text() == '"\\ud800"'


def test_nothing_but_the_report_is_left_behind(tmp_path: Path) -> None:
    write(tmp_path / "report.txt", "first")
    write(tmp_path / "report.txt", "second")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        ("report.txt", "second")
    ]


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigError, match=r"cannot write .*folder"):
        write(tmp_path / "folder", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
