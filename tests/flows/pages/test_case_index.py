from docreplay.cases.build import build_cases
from docreplay.flows.pages.claim_lines import located
from docreplay.model.case import Case, Expectation
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage
from docreplay.model.page import Page, PageId
from docreplay.read.reading import read

PAGE = PageId(path="a.md", locale="", key="a")
TEXT = """\
- In a list:

  <!-- { "blockType": "request", "name": "get" } -->
  ```http
  GET /a
  ```

  <!-- { "blockType": "response" } -->
  ```http
  HTTP/1.1 200 OK
  Content-Type: application/json

  { "a": 1,
    "b": 1.0, }
  ```
"""


def cases(text: str = TEXT) -> tuple[Case, ...]:
    return build_cases(read(Page(id=PAGE, text=text)).exchanges)


def claimed(body: str = '{"a": 1, "b": 1.0}', line: int = 13) -> Expectation:
    """Return what the generated test of the page claims."""
    return Expectation(
        status=200,
        status_at=Location("a.md", 10),
        headers=(Header("content-type", "application/json", Location("a.md", 11)),),
        body=Passage(body, "a.md", line),
    )


def test_claims_get_the_columns_of_the_page() -> None:
    found = located(claimed(), cases())
    assert found.status_at == Location("a.md", 10, 3)
    assert found.headers[0].location == Location("a.md", 11, 3)


def test_the_body_becomes_the_text_of_the_page() -> None:
    body = located(claimed(), cases()).body
    assert body
    assert body.text == '{ "a": 1,\n  "b": 1.0, }'
    assert body.at(body.text.index('"b"')) == Location("a.md", 14, 5)


def test_a_body_that_the_page_no_longer_has_is_formatted() -> None:
    for other in (claimed('{"a": 1, "b": 1}'), claimed('{"a": true, "b": 1.0}'), claimed(line=12)):
        body = located(other, cases()).body
        assert body
        assert body.text.count("\n") == 3
        assert body.at(body.text.index('"b"')).line == (other.body.line if other.body else 0) + 2


def test_text_that_is_not_json_stays_unchanged() -> None:
    assert located(claimed("a,b\n1,2"), ()).body == Passage("a,b\n1,2", "a.md", 13)


def test_a_test_without_a_body_is_found_by_its_status_line() -> None:
    found = located(Expectation(status=200, status_at=Location("a.md", 10)), cases())
    assert (found.status_at, found.body) == (Location("a.md", 10, 3), None)


def test_an_exact_expectation_stays_unchanged() -> None:
    found = located(claimed(), cases())
    assert located(found, cases()) == found
