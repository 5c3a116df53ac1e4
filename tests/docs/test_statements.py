"""The tables that say how a body is judged are true, row by row."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docreplay.compare.compare import compare
from docreplay.model.case import Answer
from docreplay.model.finding import Finding
from tests.docs.blocks import PAGES, name_of
from tests.support.pages import case_of

_HEAD = "| Annotation | The page shows | The service sends | Findings |\n|---|---|---|---|\n"
_CELL = re.compile(r"(?<!\\)\|")


def rows() -> Iterator[object]:
    for path in PAGES:
        for number, cells in enumerate(rows_of(path), 1):
            yield pytest.param(*cells, id=f"{name_of(path)}-{number}")


def rows_of(path: Path) -> Iterator[list[str]]:
    for table in path.read_text(encoding="utf-8").split(_HEAD)[1:]:
        for line in table.partition("\n\n")[0].strip().split("\n"):
            yield [cell.strip() for cell in _CELL.split(line.strip()[1:-1])]


@pytest.mark.parametrize(("annotation", "shown", "sent", "findings"), list(rows()))
def test_a_body_is_judged_as_the_table_says(
    annotation: str, shown: str, sent: str, findings: str
) -> None:
    response = f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{shown.strip('`')}"
    case = case_of(
        "GET https://api.example.com/v1/photo", response, annotation=annotation.strip("`")
    )
    headers = (("Content-Type", "application/json"),)
    answer = Answer(status=200, reason="OK", headers=headers, body=sent.strip("`").encode())
    found = compare(case.expectation, answer, request=case.request)
    assert ", ".join(sorted(f"`{told(item)}`" for item in found)) == findings


def told(finding: Finding) -> str:
    return f"{finding.code} {finding.severity}"


def test_the_tables_are_found() -> None:
    assert len(list(rows())) > 25
