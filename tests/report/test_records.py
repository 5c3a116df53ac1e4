import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read
from docreplay.report.formats import json as json_format
from docreplay.report.records import block_records, exchange_records
from docreplay.sources.store import FileStore
from tests.report.sample import RUN

SCHEMAS = Path(__file__).parents[2] / "extractor/docreplay/report/schemas"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_a_run_conforms_to_its_schema() -> None:
    validator("run").validate(json.loads(json_format.render(RUN)))


def test_a_case_without_an_answer_is_distinguished_from_a_mismatch() -> None:
    cases = json.loads(json_format.render(RUN))["cases"]
    assert [(case["outcome"], case["unreachable"]) for case in cases] == [
        ("failed", False),
        ("passed", False),
        ("skipped", False),
        ("failed", True),
        ("accepted", False),
        ("nothing-compared", False),
        ("setup-failed", False),
    ]


@pytest.mark.parametrize("name", ["run", "exchange", "block"])
def test_a_schema_refuses_an_empty_object(name: str) -> None:
    assert not validator(name).is_valid({})


def test_a_value_that_json_does_not_have_becomes_text() -> None:
    text = '<!-- { "blockType": "request", "tags": [1e999] } -->\n```http\nGET /me\n```\n'
    page = Page(id=PageId(path="p.md", locale="", key="p"), text=text)
    reading = read(page, Options())
    (block,) = block_records(reading)
    assert block["annotation"] == {"blockType": "request", "tags": ["inf"]}


def test_a_finding_in_an_include_names_the_included_file(tmp_path: Path) -> None:
    answer = '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 200 OK\n```\n'
    (tmp_path / "answer.md").write_text(answer, encoding="utf-8")
    request = '<!-- { "blockType": "request" } -->\n\n```http\nGET /me\n```\n'
    page = Page(
        id=PageId(path="p.md", locale="", key="p"), text=request + "[!INCLUDE [a](answer.md)]\n"
    )
    reading = read(page, Options(includes=FileStore(tmp_path)))
    for block in block_records(reading):
        validator("block").validate(block)
    blocks = [(block["page"], block["path"], block["line"]) for block in block_records(reading)]
    assert blocks == [("p.md", "p.md", 4), ("p.md", "answer.md", 3)]
    for record in exchange_records(reading):
        validator("exchange").validate(record)
        parts = (record["request"], record["response"])
        places = [(part["path"], part["line"]) for part in parts if isinstance(part, dict)]
        assert places == [("p.md", 4), ("answer.md", 3)]


def test_a_request_without_response_has_a_null_response() -> None:
    text = '<!-- { "blockType": "request" } -->\n```http\nGET /me\n```\n'
    page = Page(id=PageId(path="p.md", locale="", key="p"), text=text)
    for record in exchange_records(read(page, Options())):
        assert record["response"] is None
        validator("exchange").validate(record)
