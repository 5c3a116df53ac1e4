import subprocess
from pathlib import Path

import pytest

from docreplay.report.patch import patch


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("a\nb", "a\nB"),
        ("a\u2028b\nc\n", "a\u2028B\nc\n"),
        ("\ufeffa\n", "\ufeffA\n"),
    ],
)
def test_git_makes_the_same_text_of_a_patch(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(before.encode())
    text = patch("docs/a.md", before, after)
    command = ["git", "apply", "--unsafe-paths", "--directory=", "-"]
    subprocess.run(command, cwd=tmp_path, input=text.encode(), check=True, capture_output=True)
    assert (tmp_path / "docs/a.md").read_bytes().decode() == after
