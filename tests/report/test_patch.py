import random
import subprocess
from pathlib import Path

import pytest

from benchmarks.processor_time import limited
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


def _changed(text: str, rng: random.Random) -> str:
    """Return the text with lines put in, taken out, changed and moved."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 60)):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[at:at] = rng.choice((["x"], ["```http", "GET /new", "```"], lines[other : other + 9]))
        del lines[other : other + rng.randint(0, 3)]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("unit", ["a\n", "```http\nGET /@\n```\n\n", "@\n", "a\nb\nb\na\n"])
def test_git_makes_the_same_text_of_a_patch_of_a_long_page(
    tmp_path: Path, unit: str, seed: int
) -> None:
    before = "".join(unit.replace("@", str(number)) for number in range(1500))
    after = _changed(before, random.Random(seed))
    (tmp_path / "a.md").write_text(before, encoding="utf-8", newline="")
    text = limited(lambda: patch("a.md", before, after), 20)
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=tmp_path, input=text.encode(), check=True, capture_output=True)
    assert (tmp_path / "a.md").read_bytes().decode() == after
    if "@" in unit:
        assert text.count("\n-") < 400


def test_a_patch_of_no_change_has_no_hunk() -> None:
    assert patch("a.md", "a\n", "a\n") == "diff --git a/a.md b/a.md\n"


@pytest.mark.parametrize("unit", ["a\n", "@\n", "```http\nGET /@\n```\n"])
def test_a_patch_of_a_long_page_takes_time_in_proportion(unit: str) -> None:
    before = "".join(unit.replace("@", str(number)) for number in range(40_000))
    after = before.replace("\n", "\nnew\n")
    limited(lambda: patch("a.md", before, after), 20)
