import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Command, spoil

SCHEMAS = Path(__file__).parents[3] / "extractor/docreplay/report/schemas"


def check(name: str, text: str) -> list[dict[str, object]]:
    validator = Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text()))
    records = [json.loads(line) for line in text.removesuffix("\n").split("\n")]
    for record in records:
        validator.validate(record)
    return records


def test_an_exchange_is_one_line_of_json(project: Path, docreplay: Command) -> None:
    code, out, err = docreplay("extract", "--output-format", "jsonl")
    (record,) = check("exchange", out)
    assert (code, err) == (0, "")
    assert record["id"] == "en-us/photo-get#get_photo"
    assert record["request"] == {
        "path": "docs_source/en-us/photo-get.md",
        "line": 5,
        "method": "GET",
        "target": "https://api.example.com/v1/users/{id}/photo",
        "headers": [],
        "body": None,
    }
    assert record["annotations"] == {
        "request": {"blockType": "request", "name": "get_photo"},
        "response": {"blockType": "response", "truncated": False},
    }


def test_a_line_of_json_is_one_however_lines_are_divided(project: Path, docreplay: Command) -> None:
    page = project / "docs_source/en-us/photo-get.md"
    odd = page.read_text(encoding="utf-8").replace("照片", "a\u2028b\u2029c\x85d")
    page.write_text(odd, encoding="utf-8")
    lines = docreplay("extract", "--output-format", "jsonl").out.splitlines()
    bodies = [json.loads(line)["response"]["body"] for line in lines]
    assert ["a\u2028b\u2029c\x85d" in body for body in bodies] == [True]


def test_letters_of_every_script_stay_as_they_are(project: Path, docreplay: Command) -> None:
    assert "照片" in docreplay("extract", "--output-format", "jsonl").out


def test_a_block_is_one_line_of_json(project: Path, docreplay: Command) -> None:
    records = check("block", docreplay("extract", "--blocks", "--output-format", "jsonl").out)
    places = [(record["kind"], record["line"], record["end_line"]) for record in records]
    assert places == [("request", 5, 6), ("response", 10, 14)]


def test_the_json_format_is_one_list(project: Path, docreplay: Command) -> None:
    found = json.loads(docreplay("extract", "--blocks", "--output-format", "json").out)
    assert [block["kind"] for block in found] == ["request", "response"]


def test_an_empty_list_is_json_too(project: Path, docreplay: Command) -> None:
    (project / "docs_source/en-us/photo-get.md").write_text("# Nothing\n")
    assert json.loads(docreplay("extract", "--output-format", "json").out) == []


def test_people_get_a_line_with_the_place_of_the_request(project: Path, docreplay: Command) -> None:
    assert docreplay("extract").out == (
        "docs_source/en-us/photo-get.md:5:1: GET https://api.example.com/v1/users/{id}/photo"
        " -> 200 (order) en-us/photo-get#get_photo\n"
    )


def test_findings_go_to_stderr_or_into_a_report(project: Path, docreplay: Command) -> None:
    spoil(project)
    code, out, err = docreplay("extract", "--output-format", "jsonl", "--select", "DOC105")
    assert (code, out) == (1, "")
    assert err.startswith("docs_source/en-us/photo-get.md:3:9: error DOC105")
    code, _, err = docreplay("extract", "--report", "json=out/run.json", "--select", "DOC105")
    assert (code, err) == (1, "")
    (record,) = check("run", json.dumps(json.loads((project / "out/run.json").read_text())))
    assert record["command"] == "extract"


@pytest.mark.parametrize("path", ["docs_source/en-us", "docs_source/en-us/photo-get.md"])
def test_paths_limit_the_pages(project: Path, docreplay: Command, path: str) -> None:
    other = project / "docs_source/zh-cn/other.md"
    other.parent.mkdir()
    other.write_bytes((project / "docs_source/en-us/photo-get.md").read_bytes())
    assert len(docreplay("extract").out.split("\n")) == 3
    assert len(docreplay("extract", path).out.split("\n")) == 2


def test_a_path_is_relative_to_the_current_folder(
    project: Path, docreplay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "docs_source")
    assert docreplay("extract", "en-us/photo-get.md").code == 0
