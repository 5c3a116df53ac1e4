"""`docreplay workbench`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support.translations import write


def test_it_writes_one_file(
    docreplay: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, 3))
    code, _, err = docreplay("workbench", "--output", "w.html", "--locale", "de")
    assert code == 0
    assert "written to w.html" in err
    assert "<template" in (tmp_path / "w.html").read_text(encoding="utf-8")
