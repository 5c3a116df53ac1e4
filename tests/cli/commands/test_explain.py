import json
from pathlib import Path

from docreplay.diagnostics.rule_catalogue import all_rules
from tests.cli.conftest import Command


def test_a_code_is_explained_by_its_documentation(project: Path, docreplay: Command) -> None:
    code, out, _ = docreplay("explain", "DOC105")
    assert code == 0
    assert out.startswith("DOC105 unknown-block-type (error)\n\n")
    assert all(title in out for title in ("What it means", "Why it matters", "Example", "Fix"))


def test_a_name_is_as_good_as_a_code_and_several_may_be_given(
    project: Path, docreplay: Command
) -> None:
    out = docreplay("explain", "unknown-block-type", "doc108").out
    assert "DOC105 unknown-block-type" in out
    assert "\n\nDOC108 fence-unclosed" in out


def test_without_arguments_every_code_is_listed(project: Path, docreplay: Command) -> None:
    lines = docreplay("explain").out.removesuffix("\n").split("\n")
    assert [line.split()[0] for line in lines] == [rule.code for rule in all_rules()]


def test_an_unknown_code_is_refused_with_the_nearest_one(project: Path, docreplay: Command) -> None:
    code, _, err = docreplay("explain", "unknown-blocktype")
    assert code == 2
    assert "did you mean `unknown-block-type`?" in err


def test_a_case_is_explained_by_its_claims_and_their_places(
    project: Path, docreplay: Command
) -> None:
    code, out, _ = docreplay("explain", "en-us/photo-get#get_photo")
    page = "docs_source/en-us/photo-get.md"
    assert code == 0
    assert out == (
        f"{page}:5:1: GET /v1/users/{{id}}/photo\n"
        f"{page}:10:1: status 200\n"
        f"{page}:11:1: header Content-Type: application/json\n"
        f"{page}:13:1: body; --schema prints its JSON Schema\n"
    )


def test_the_schema_of_a_case_is_json(project: Path, docreplay: Command) -> None:
    schema = json.loads(docreplay("explain", "--schema", "en-us/photo-get#get_photo").out)
    assert schema["properties"]["height"] == {"type": "integer"}


def test_an_unknown_case_is_refused_with_the_nearest_one(project: Path, docreplay: Command) -> None:
    code, _, err = docreplay("explain", "en-us/photo-get#get_foto")
    assert code == 2
    assert "did you mean `en-us/photo-get#get_photo`?" in err
