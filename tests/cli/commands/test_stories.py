from pathlib import Path

from tests.cli.conftest import Command

SCENARIOS = """\
{ "scenarios": [ { "name": "One photo", "method": "get_photo", "enabled": true,
  // the id of a colleague
  "request-parameters": { "{id}": "7" } } ] }
"""


def test_scenarios_are_explained(project: Path, docreplay: Command) -> None:
    _write(project, SCENARIOS)
    assert docreplay("stories").out == (
        "tests/a.json:1:18 One photo\n"
        "  1. GET https://api.example.com/v1/users/7/photo (method get_photo)\n"
        "     sets `{id}` in the URL to `7`\n"
        "     must be answered as its page documents\n"
    )


def test_words_select_scenarios(project: Path, docreplay: Command) -> None:
    _write(project, SCENARIOS)
    assert docreplay("stories", "PHOTO", "get_").code == 0
    ended = docreplay("stories", "album")
    assert (ended.code, ended.err.splitlines()[0]) == (5, "docreplay: no scenario found")


def test_the_setting_is_needed(project: Path, docreplay: Command) -> None:
    ended = docreplay("stories")
    assert (ended.code, ended.out) == (2, "")
    assert "`scenarios` names no folder with scenario files" in ended.err


def test_a_folder_must_exist(project: Path, docreplay: Command) -> None:
    (project / "docreplay.toml").write_text('scenarios = ["test"]', encoding="utf-8")
    ended = docreplay("check")
    assert (ended.code, ended.err.splitlines()[0]) == (
        2,
        "docreplay: `scenarios`: test does not exist",
    )


def test_blocks_of_pages_with_scenarios_are_read(project: Path, docreplay: Command) -> None:
    page = project / "docs_source/en-us/photo-get.md"
    block = '\n<!-- { "blockType": "testParams" } -->\n```json\n[ { "name": "b", "enabled": true,\n'
    block += '  "request-parameters": { "{ID}": "7" } } ]\n```\n'
    page.write_text(page.read_text(encoding="utf-8") + block, encoding="utf-8")
    _write(project, SCENARIOS)
    out = docreplay("stories").out
    assert "docs_source/en-us/photo-get.md:18:3 b\n  1. GET https://api.example.com" in out
    found = docreplay("check").out
    assert "photo-get.md:19:27: warning RUN524 `{ID}` does not occur in" in found


def _write(project: Path, text: str) -> None:
    (project / "docreplay.toml").write_text('scenarios = ["tests"]', encoding="utf-8")
    (project / "tests").mkdir()
    (project / "tests/a.json").write_text(text, encoding="utf-8")
    (project / "tests/other.json").write_text("{ not JSON", encoding="utf-8")
