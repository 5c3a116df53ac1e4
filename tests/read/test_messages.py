from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.finding import Finding
from docreplay.model.location import Location, Passage
from docreplay.read.messages.message import read_request, read_response
from tests.read import shown
from tests.read.book_text import literal
from tests.support.book import Example, parametrize
from tests.support.timing import grows_at_most

pieces = st.sampled_from(
    ["GET", "get", "HTTP/1.1", "HTTP", "200", "/me", "https://a.example/b", "{id | b}", "?a=b", "&"]
    * 2
    + ["A: b", "A :b", ":", "\n", "\n", "\n\n", " ", "\t", "\u202f", '{"a": 1}', "<a/>", "\ufffd"]
)
texts = st.lists(pieces, max_size=14).map("".join)


def read(example: Example) -> tuple[str, tuple[Finding, ...]]:
    if "request" in example.parts:
        request = read_request(Passage(literal(example["request"]), "page.md", 1))
        return shown.lines(shown.message(request.request)), request.findings
    response = read_response(Passage(literal(example["response"]), "page.md", 1))
    return shown.lines(shown.message(response.response)), response.findings


@parametrize(Path(__file__).parent / "messages.md")
def test_the_reading_of_a_message_matches_the_book(example: Example) -> None:
    message, findings = read(example)
    assert message == literal(example["read"])
    assert shown.lines(map(shown.finding, findings)) == example.get("findings")


@given(texts)
def test_reading_a_message_never_raises(text: str) -> None:
    passage = Passage(text, "page.md", 1)
    lines = text.split("\n")
    for found in (read_request(passage).request, read_response(passage).response):
        for line in shown.message(found):
            row, _, rest = line.partition(":")
            assert 1 <= int(row) <= len(lines)
            assert 1 <= int(rest.split()[0]) <= len(lines[int(row) - 1]) + 1


@given(texts)
def test_a_body_is_the_text_of_the_page_line_by_line(text: str) -> None:
    written = text.split("\n")
    for found in (
        read_request(Passage(text, "page.md", 1)).request,
        read_response(Passage(text, "page.md", 1)).response,
    ):
        for row, line in enumerate(shown.body_lines(found) if found else ()):
            place = found.body.row(row) if found and found.body else Location("page.md", 1)
            assert written[place.line - 1][place.column - 1 :].startswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "GET%sx",
        "GET /a%sb",
        "GET /a?b,\n%sc%s",
        "HTTP/1.1%sx",
        "HTTP/1.1 200 OK\nA%sb",
        "HTTP/1.1 200 OK\nA: b\n {%s",
        "GET /a\n\nA:%s",
    ],
)
@pytest.mark.parametrize("filling", [" ", "\u00a0", "a", "a ", "a-", "\u202fa\t"])
def test_the_time_of_reading_grows_as_the_line_does(line: str, filling: str) -> None:
    short, long = (reading(line.replace("%s", filling * size)) for size in (1_000, 16_000))
    assert grows_at_most(short, long, 64)  # linear: 16 times as long; quadratic: 256 times


def reading(text: str) -> Callable[[], object]:
    passage = Passage(text, "page.md", 1)
    return lambda: (read_request(passage), read_response(passage))
