"""The tables of the pages that say what is read, and how it is judged, are true, row by row."""

from collections.abc import Iterable, Iterator

import pytest

from docreplay.compare.compare import compare
from docreplay.model.case import Answer
from docreplay.model.exchange import Exchange
from docreplay.model.finding import Finding
from tests.docs.blocks import PAGES, name_of
from tests.support.pages import case_of, exchange, reading_of

BODIES = "| Annotation | The page shows | The service sends | Findings |"
REQUESTS = "| A request | is read as | Findings |"
RESPONSES = "| A response | is read as | Findings |"


def rows(head: str) -> list[object]:
    """Return the rows of all tables with that first line, as parameters of a test."""
    return [
        pytest.param(*cells, id=f"{name_of(path)}-{number}")
        for path in PAGES
        for number, cells in enumerate(_rows(path.read_text(encoding="utf-8"), head), 1)
    ]


def _rows(page: str, head: str) -> Iterator[list[str]]:
    for table in page.split(f"{head}\n")[1:]:
        for line in table.partition("\n\n")[0].split("\n")[1:]:
            cells = (cell.strip() for cell in line.strip()[1:-1].split("|"))
            yield [cell.replace("⏎", "\n") for cell in cells]


def listed(findings: Iterable[Finding]) -> str:
    return ", ".join(sorted(f"`{found.code} {found.severity}`" for found in findings))


@pytest.mark.parametrize(("annotation", "shown", "sent", "findings"), rows(BODIES))
def test_a_body_has_the_verdict_of_the_table(
    annotation: str, shown: str, sent: str, findings: str
) -> None:
    response = f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{shown.strip('`')}"
    case = case_of(
        "GET https://api.example.com/v1/photo", response, annotation=annotation.strip("`")
    )
    headers = (("Content-Type", "application/json"),)
    answer = Answer(status=200, reason="OK", headers=headers, body=sent.strip("`").encode())
    assert listed(compare(case.expectation, answer, request=case.request)) == findings


@pytest.mark.parametrize(("written", "read", "findings"), rows(REQUESTS))
def test_the_reading_of_a_request_matches_the_table(written: str, read: str, findings: str) -> None:
    reading = reading_of(exchange(written.strip("`")))
    requests = [f"`{item.request.method} {item.request.target}`" for item in reading.exchanges]
    assert (requests or ["nothing"]) == [read]
    assert listed(reading.findings) == findings


@pytest.mark.parametrize(("written", "read", "findings"), rows(RESPONSES))
def test_the_reading_of_a_response_matches_the_table(
    written: str, read: str, findings: str
) -> None:
    reading = reading_of(exchange("GET /me", written.strip("`")))
    assert list(map(status, reading.exchanges)) == [read]
    assert listed(reading.findings) == findings


def status(found: Exchange) -> str:
    return f"`{found.response.status}`" if found.response and found.is_testable else "nothing"


@pytest.mark.parametrize(
    ("head", "number"), [(BODIES, 25), (REQUESTS, 10), (RESPONSES, 6)], ids=["b", "q", "r"]
)
def test_the_tables_are_found(head: str, number: int) -> None:
    assert len(rows(head)) > number
