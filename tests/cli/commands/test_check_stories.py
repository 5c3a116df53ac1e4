"""`docreplay check` with paths of story files, and of folders that contain them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

GOOD = "story: [{id: a, steps: [{id: s, request: GET /}]}]\n"
BAD = "story: [{id: a, stpes: []}]\n"
WRONG = '{ "scenarios": [ { "name": "a", "method": "none", "enabled": true } ] }\n'
FILES = {"flows/bad.yaml": BAD, "flows/deep/good.yaml": GOOD, "tests/a.json": WRONG}
CONFIG = 'docs = ["docs_source"]\nstories = ["flows/*.yaml", "flows/deep/*"]\nscenarios = ["tests"]'


@pytest.fixture
def stories(project: Path) -> Path:
    """Return a project with story files, one of them with errors, and a scenario file with one."""
    for path, text in {**FILES, "docreplay.toml": CONFIG}.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("paths", "reported", "has_pages"),
    [
        ((), {"flows/bad.yaml", "tests/a.json"}, True),
        (("flows/bad.yaml",), {"flows/bad.yaml"}, False),
        (("./flows/bad.yaml",), {"flows/bad.yaml"}, False),
        (("flows/deep/good.yaml",), set(), False),
        (("flows",), {"flows/bad.yaml"}, False),
        (("flows/deep", "tests"), {"tests/a.json"}, False),
        (("tests/a.json",), {"tests/a.json"}, False),
        (("docs_source",), set(), True),
        (("docs_source", "flows/bad.yaml"), {"flows/bad.yaml"}, True),
        ((".",), {"flows/bad.yaml", "tests/a.json"}, True),
    ],
)
def test_a_path_selects_story_files(
    stories: Path, docreplay: Command, paths: tuple[str, ...], reported: set[str], has_pages: bool
) -> None:
    ended = docreplay("check", *paths)
    lines = ended.out.splitlines()
    found = {line.partition(":")[0] for line in lines if " error " in line}
    assert found == reported, ended
    assert ended.code == (1 if reported else 0)
    assert lines[-1].startswith("1 page, ") == has_pages, lines[-1]


def test_the_findings_are_those_of_the_whole_check(stories: Path, docreplay: Command) -> None:
    every = docreplay("check").out.splitlines()[:-1]
    own = docreplay("check", "flows/bad.yaml", "tests").out.splitlines()[:-1]
    assert own == [line for line in every if "docs_source" not in line]


def test_an_absolute_path_names_a_story_file(stories: Path, docreplay: Command) -> None:
    assert docreplay("check", str(stories / "flows/bad.yaml")).code == 1


def test_a_baseline_accepts_findings_of_a_story_file(stories: Path, docreplay: Command) -> None:
    docreplay("check", "flows/bad.yaml", "--baseline", "known.jsonl", "--baseline-update")
    assert docreplay("check", "flows/bad.yaml", "--baseline", "known.jsonl").code == 0
    (stories / "flows/bad.yaml").write_text(BAD.replace("stpes", "stips"), encoding="utf-8")
    assert docreplay("check", "flows/bad.yaml", "--baseline", "known.jsonl").code == 1


@pytest.mark.parametrize("pattern", ["", ".", "./", "[a", "**/x/*"])
def test_a_pattern_that_names_no_file_is_an_error(
    project: Path, docreplay: Command, pattern: str
) -> None:
    (project / "docreplay.toml").write_text(f"stories = ['{pattern}']\n", encoding="utf-8")
    ended = docreplay("check")
    assert (ended.code, f"no file matches `{pattern}`" in ended.err) == (2, True)
