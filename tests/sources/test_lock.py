"""Processes that change one file take turns."""

import subprocess
import sys
from pathlib import Path

import pytest

from docreplay.errors import OutputError
from docreplay.sources.lock import locked

ADD = """
import sys
from pathlib import Path
from docreplay.sources.lock import locked
from docreplay.sources.safe_write import write_text

file = Path(sys.argv[1])
for _ in range(50):
    with locked(file):
        write_text(file, str(int(file.read_text()) + 1))
"""


def test_no_change_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "number"
    file.write_text("0")
    started = [subprocess.Popen([sys.executable, "-c", ADD, str(file)]) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    assert file.read_text() == "150"
    assert [path.name for path in tmp_path.iterdir()] == ["number"]


def test_a_lock_that_is_not_given_up_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "new/number"
    with (
        locked(file),
        pytest.raises(OutputError, match="another process"),
        locked(file, timeout=0),
    ):
        pass
    with locked(file, timeout=0):
        pass


def test_a_folder_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"), locked(tmp_path / "file/number"):
        pass
