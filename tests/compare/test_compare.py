from docreplay.cases.build import build_cases
from docreplay.compare.compare import compare, contradictions
from docreplay.model.case import Case, Expectation
from docreplay.model.finding import Finding, Related
from docreplay.model.http.http import Header
from docreplay.model.location import Location
from docreplay.model.page import Page, PageId
from docreplay.model.strictness import Strictness
from docreplay.model.types.resource_catalogue import Catalogue, catalogue_of
from docreplay.read.reading import read
from tests.compare.exchanges import PAGE, answering

TEXT = """\
<!-- { "blockType": "resource", "@odata.type": "t.photo" } -->
```json
{ "id": "String", "height": "Int32" }
```
<!-- { "blockType": "request" } -->
```http
GET /photo
```
<!-- { "blockType": "response", "@odata.type": "t.photo" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{
  "id": "1",
  "height": 48,
  "shape": "square"
}
```
"""


def documented() -> tuple[Case, Catalogue]:
    reading = read(Page(id=PageId(path=PAGE, locale="", key="api"), text=TEXT))
    return build_cases(reading.exchanges)[0], catalogue_of(reading.resources)


def judged(body: bytes) -> tuple[Finding, ...]:
    case, catalogue = documented()
    return compare(case.expectation, answering(body), catalogue=catalogue, request=case.request)


def test_a_finding_has_both_values_and_the_related_place() -> None:
    found = judged(b'{ "id": "2", "height": "tall", "shape": "round" }')
    finding = next(finding for finding in found if finding.code == "CON209")
    assert finding.location == Location(PAGE, 16, 13)
    assert (finding.pointer, finding.expected, finding.actual) == ("/height", "48", '"tall"')
    assert finding.related == (
        Related(location=Location(PAGE, 3, 19), message="`t.photo` declares an integer"),
    )


def test_a_missing_member_is_shown_as_the_page_writes_it() -> None:
    found = judged(b'{ "id": "2", "shape": "round" }')
    assert [finding.expected for finding in found if finding.code == "CON208"] == ['"height": 48']


def test_findings_are_in_the_order_of_the_page() -> None:
    lines = [finding.location.line for finding in judged(b'{ "shape": 1, "height": "x" }')]
    assert lines == sorted(lines)
    assert len(lines) > 2


def test_a_page_that_contradicts_its_resource_is_reported_without_an_answer() -> None:
    case, catalogue = documented()
    assert [str(finding) for finding in contradictions(case, catalogue)] == [
        "api.md:17:12: warning CON226 `shape` is not a property of `t.photo`"
    ]


def test_a_run_that_allows_more_properties_finds_no_contradiction() -> None:
    case, catalogue = documented()
    assert contradictions(case, catalogue, Strictness(extra="allow")) == ()


def test_a_page_without_a_described_type_contradicts_nothing() -> None:
    case, _ = documented()
    assert contradictions(case, catalogue_of(())) == ()


def test_a_claim_that_is_not_made_is_not_checked() -> None:
    header = Header("Content-Type", "text/html", Location(PAGE, 1))
    found = compare(Expectation(headers=(header,)), answering(b"what?"))
    assert [finding.code for finding in found] == ["CON202"]
