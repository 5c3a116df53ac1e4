import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.finding import Finding, Severity
from docreplay.model.location import Location
from docreplay.model.shown_exchange import ShownLine
from docreplay.report.html.marks import (
    answer_marks,
    documented_marks,
    indented,
    indented_answer,
)

LINES = tuple(
    ShownLine(line, column, text)
    for line, column, text in (
        (3, 1, "HTTP/1.1 200 OK"),
        (4, 1, "Content-Type: application/json"),
        (0, 1, ""),
        (6, 3, "{"),
        (7, 3, '  "a": 1,'),
        (8, 3, '  "b": { "c": [2, 3] }'),
        (9, 3, "}"),
    )
)
ANSWER = (
    "HTTP/1.1 404 Not Found\ncontent-type: text/plain\n\n"
    '{\n  "b": { "c": [2, "3"] },\n  "x": [\n    1\n  ]\n}'
)


def finding(
    line: int, column: int = 1, end: int = 0, pointer: str | None = None, path: str = "p.md"
) -> Finding:
    return Finding(
        code="CON201",
        name="x",
        severity=Severity.ERROR,
        location=Location(path, line, column),
        end=Location(path, line, end) if end else None,
        message="m",
        pointer=pointer,
    )


@pytest.mark.parametrize(
    ("given", "row", "text"),
    [
        (finding(3), 0, "HTTP/1.1"),
        (finding(4, 15, 31), 1, "application/json"),
        (finding(7, 10, 11), 4, "1"),
        (finding(7, 5), 4, '"a"'),
        (finding(8, 90, 99), 5, '  "b": { "c": [2, 3] }'),
        (finding(8, 1, 2), 5, '  "b": { "c": [2, 3] }'),
    ],
)
def test_a_finding_is_marked_in_the_documented_response(
    given: Finding, row: int, text: str
) -> None:
    ((number, at, start, end),) = documented_marks("p.md", LINES, [given])
    assert (number, at, LINES[row].text[start:end]) == (0, row, text)


@pytest.mark.parametrize("given", [finding(99), finding(3, path="other.md"), finding(0)])
def test_a_finding_elsewhere_is_not_marked(given: Finding) -> None:
    assert documented_marks("p.md", LINES, [given]) == []


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (finding(3), "HTTP/1.1 404 Not Found"),
        (finding(4, 15, 31), "content-type: text/plain"),
        (finding(8, pointer="/b/c/1"), '"3"'),
        (finding(8, pointer="/b"), '"b": { "c": [2, "3"] }'),
        (finding(8, pointer="/b/missing"), '"b": {'[5:]),
        (finding(8, pointer="/x"), '"x": ['),
        (finding(6, pointer=""), "{"),
    ],
)
def test_a_finding_is_marked_in_the_real_response(given: Finding, text: str) -> None:
    ((_, row, start, end),) = answer_marks(ANSWER, LINES, [given])
    assert ANSWER.split("\n")[row][start:end] == text


@pytest.mark.parametrize("body", ["", "not JSON {", '{"a": … and 99 more characters', "<a/>"])
def test_a_body_that_is_not_json_has_no_marks_of_values(body: str) -> None:
    marks = answer_marks(f"HTTP/1.1 200 OK\n\n{body}", LINES, [finding(7, pointer="/a")])
    assert len(marks) <= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_indenting_changes_white_space_only(value: object) -> None:
    assert json.loads(indented(json.dumps(value))) == value
    assert (
        json.loads(indented(json.dumps(value, ensure_ascii=False, separators=(",", ":")))) == value
    )


def test_numbers_stay_as_they_are_written() -> None:
    assert indented('{"a":1.0,"b":[],"c":[1e400,{}]}') == (
        '{\n  "a": 1.0,\n  "b": [],\n  "c": [\n    1e400,\n    {}\n  ]\n}'
    )


def test_only_long_json_on_one_line_is_indented() -> None:
    long = '{"a":"' + "x" * 200 + '"}'
    assert indented_answer(f"HTTP/1.1 200 OK\n\n{long}") != f"HTTP/1.1 200 OK\n\n{long}"
    for body in ('{"a":1}', long.replace(":", ":\n"), "x" * 200, ""):
        assert indented_answer(f"HTTP/1.1 200 OK\n\n{body}") == f"HTTP/1.1 200 OK\n\n{body}"
