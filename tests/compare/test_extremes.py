import json
from dataclasses import replace

import pytest

from docreplay.compare.compare import compare
from docreplay.model.case import BodyAnnotation
from docreplay.model.finding import Finding
from docreplay.model.json.value import JSON
from docreplay.model.page import Page, PageId
from docreplay.model.strictness import strictness_of
from docreplay.model.types.resource_catalogue import catalogue_of
from docreplay.read.reading import read
from tests.compare.exchanges import answering, expecting

COLLECTION = '{\n  "value": [\n    { "id": "1", "height": 48 }\n  ]\n}'


def judged(documented: str, body: bytes | JSON) -> tuple[Finding, ...]:
    return compare(expecting(documented), answering(body))


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_an_answer_nested_10000_deep_gets_a_verdict(opening: str, closing: str) -> None:
    body = opening * 10_000 + "1" + closing * 10_000
    assert codes(judged(COLLECTION, body.encode())) == ["CON207"]


def test_an_answer_nested_deeper_than_pages_may_be_is_still_compared() -> None:
    inner: JSON = 1
    for _ in range(300):
        inner = [inner]
    assert codes(judged('{ "id": "1" }', {"id": 1, "more": inner})) == ["CON210", "CON209"]


def test_an_answer_that_nests_a_type_in_itself_without_end_gets_a_verdict() -> None:
    page = PageId(path="resources.md", locale="", key="resources")
    text = (
        '<!-- { "blockType": "resource", "@odata.type": "t.item" } -->\n'
        '```json\n{ "children": [{ "@odata.type": "t.item" }] }\n```\n'
    )
    catalogue = catalogue_of(read(Page(id=page, text=text)).resources)
    expected = replace(
        expecting('{ "id": "1" }'), shape=BodyAnnotation(type="t.item", truncated=True)
    )
    body = '{"id": "1", "children": [' + '{"children": [' * 450 + "]}" * 450 + "]}"
    found = compare(expected, answering(body.encode()), catalogue=catalogue)
    assert "CON207" in codes(found)


def test_a_nested_answer_is_compared_where_the_page_nests_as_deep() -> None:
    documented = "[" * 90 + "1" + "]" * 90
    assert codes(judged(documented, documented.replace("1", '"1"').encode())) == ["CON209"]


def test_an_answer_of_10_megabytes_that_conforms_has_no_finding() -> None:
    element: JSON = {"id": "x" * 80, "height": 48}
    assert judged(COLLECTION, {"value": [element] * 100_000}) == ()


def test_an_answer_of_10_megabytes_that_is_wrong_throughout_has_one_finding() -> None:
    element: JSON = {"id": "x" * 200, "height": "48"}
    found = judged(COLLECTION, {"value": [element] * 20_000})
    assert [str(finding) for finding in found] == [
        "api.md:13:28: error CON209 `value[0].height` must be an integer (got a string)"
        " (and in at least 9999 more elements)"
    ]


def test_a_text_of_10_megabytes_is_shown_in_part() -> None:
    found = judged('{ "height": 48 }', {"height": "x" * 10_000_000})
    assert len(str(found[0].actual)) <= 120


@pytest.mark.parametrize("digits", [100, 5000, 100_000])
def test_an_integer_of_many_digits_is_an_integer(digits: int) -> None:
    body = b'{ "height": ' + b"9" * digits + b" }"
    assert judged('{ "height": 48 }', body) == ()


def test_a_number_too_large_for_floating_point_is_still_a_number() -> None:
    assert judged('{ "score": 1.5 }', b'{ "score": 1e999 }') == ()


def test_a_number_too_large_for_floating_point_is_not_an_integer() -> None:
    assert codes(judged('{ "height": 48 }', b'{ "height": -1e999 }')) == ["CON209"]


def test_an_answer_with_10000_undocumented_members_names_each_once() -> None:
    body = {"height": 48} | {f"m{number}": 1 for number in range(10_000)}
    assert codes(judged('{ "height": 48 }', json.dumps(body).encode())) == ["CON210"] * 10_000


def test_a_regular_expression_that_takes_too_long_is_a_finding() -> None:
    strictness = strictness_of({"paths": {"$.a": {"regex": "(a+)+b"}}}, trusted=True)
    found = compare(expecting('{"a": "x"}'), answering({"a": "a" * 60}), strictness=strictness)
    assert [item.message for item in found] == [
        "cannot compare the values of the response body: a regular expression takes too long"
    ]
