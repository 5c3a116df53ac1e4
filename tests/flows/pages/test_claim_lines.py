"""Claims without lines get those of the page, by the test and by what they are about."""

from dataclasses import replace

from docreplay.cases.build import build_cases
from docreplay.flows.pages.claim_lines import has_lines, with_lines
from docreplay.model.case import Case, Expectation
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage
from docreplay.model.page import Page, PageId
from docreplay.read.reading import read

PAGE = PageId(path="a.md", locale="", key="a")
TEXT = """\
<!-- { "blockType": "request", "name": "get" } -->
```http
GET /a
```

<!-- { "blockType": "response" } -->
```http
HTTP/1.1 200 OK
Link: </a>
Link: </b>
Content-Type: application/json

{"a": 1}
```
"""
UNKNOWN = Location("a.md", 0)


def documented(text: str = TEXT) -> Case:
    return build_cases(read(Page(id=PAGE, text=text)).exchanges)[0]


def claimed(*headers: tuple[str, str], body: str | None = '{"a": 1}') -> Case:
    """Return what a generated test claims of the response; nothing in it has a line."""
    expectation = Expectation(
        status=200,
        status_at=UNKNOWN,
        headers=tuple(Header(name, value, UNKNOWN) for name, value in headers),
        body=None if body is None else Passage(body, "a.md", 0),
    )
    case = documented()
    request = replace(case.request, location=UNKNOWN, headers=(), body=None)
    return replace(case, request=request, expectation=expectation)


def lines(case: Case) -> tuple[int, int, list[int], int]:
    """Return the lines of the request, the status, the headers and the body."""
    expected = case.expectation
    headers = [header.location.line for header in expected.headers]
    status = expected.status_at.line if expected.status_at else 0
    return case.location.line, status, headers, expected.body.line if expected.body else 0


def test_every_claim_gets_the_line_of_the_page_as_it_is_now() -> None:
    case = claimed(("Link", "</a>"), ("link", "</b>"), ("Content-Type", "application/json"))
    assert not has_lines(case)
    assert lines(with_lines(case, documented())) == (3, 8, [9, 10, 11], 13)
    assert lines(with_lines(case, documented(f"New.\n\n{TEXT}"))) == (5, 10, [11, 12, 13], 15)
    assert has_lines(with_lines(case, documented()))


def test_headers_of_one_name_are_found_by_their_values() -> None:
    case = claimed(("Link", "</b>"), ("Link", "</a>"))
    assert lines(with_lines(case, documented()))[2] == [10, 9]


def test_a_header_whose_value_was_edited_is_found_by_its_name() -> None:
    case = claimed(("Link", "</b>"), ("Link", "</c>"), ("Link", "</d>"))
    assert lines(with_lines(case, documented()))[2] == [10, 9, 8]


def test_a_claim_that_the_page_no_longer_makes_is_at_the_status_line() -> None:
    case = claimed(("ETag", "x"))
    without_body = TEXT.replace('\n\n{"a": 1}', "")
    assert lines(with_lines(case, documented(without_body))) == (3, 8, [8], 8)


def test_a_test_that_the_page_does_not_have_is_at_its_first_line() -> None:
    assert lines(with_lines(claimed(("Link", "x")), None)) == (1, 1, [1], 1)


def test_explicit_lines_stay() -> None:
    case = claimed()
    at = Location("other.md", 7)
    case = replace(case, expectation=replace(case.expectation, status_at=at))
    assert lines(with_lines(case, documented())) == (3, 7, [], 13)


def test_a_claim_of_an_include_has_its_path() -> None:
    case = documented()
    at = Location("include.md", 4, 3)
    other = replace(case, expectation=replace(case.expectation, status_at=at))
    assert with_lines(claimed(), other).expectation.status_at == at
