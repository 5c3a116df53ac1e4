import json

import pytest

from docreplay.compare.compare import compare
from docreplay.model.body.string_formats import format_of
from docreplay.model.case import Answer, BodyAnnotation, Expectation
from docreplay.model.finding import Finding
from docreplay.model.http.http import Header
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from tests.support.timing import grows_at_most

HOSTILE = ["a@" + "b." * 200_000 + " ", "a" * 200_000 + "@", "P" + "1" * 200_000, "a:" * 200_000]


def judged(documented: str, body: bytes, media_type: str) -> list[Finding]:
    header = Header("Content-Type", media_type, Location("api.md", 9))
    expected = Expectation(headers=(header,), body=Passage(documented, "api.md", 11))
    sent = (("Content-Type", media_type),)
    return list(compare(expected, Answer(status=200, reason="", headers=sent, body=body)))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_string_keeps_the_search_for_its_format_busy(text: str) -> None:
    assert format_of(text) == ""


def test_a_page_that_nests_arrays_is_not_searched_for_every_mismatch_anew() -> None:
    shown = [[[[1] * 9] * 9] * 9] * 9
    sent = [[[["x"] * 9] * 9] * 9] * 9
    found = judged(json.dumps(shown, indent=1), json.dumps(sent).encode(), "application/json")
    assert len(found) == 9**4
    assert len({finding.location for finding in found}) == 9**4


def test_an_answer_with_too_many_mismatches_ends_with_a_remark() -> None:
    shown, sent = {f"p{i}": 1 for i in range(10_001)}, {f"p{i}": "x" for i in range(10_001)}
    found = judged(json.dumps(shown), json.dumps(sent).encode(), "application/json")
    assert len(found) == 10_000
    assert found[0].message.endswith(
        "(and possibly more: only a part of the response was compared)"
    )


@pytest.mark.parametrize(
    ("body", "most", "is_judged"),
    [
        ("[" + ",".join(["1"] * 9) + "]", 10, True),
        ("[" + ",".join(["1"] * 10) + "]", 10, False),
        ('{"a": {"b": [[], {}, "c"]}}', 6, True),
        ('{"a": {"b": [[], {}, "c"]}}', 5, False),
        ('["a,[{,\\"[{,,,,,,", "\\\\", ",,"]', 4, True),
        ('["a", [ ], { }]', 3, False),
        ("[" * 9, 8, False),
    ],
)
def test_the_number_of_values_is_limited(body: str, most: int, *, is_judged: bool) -> None:
    expected = Expectation(body=Passage("[]", "api.md", 11))
    answer = Answer(status=200, reason="", headers=(), body=body.encode())
    found = compare(expected, answer, max_values=most)
    wanted = f"cannot read the response body: more than {most} values (`max-response-values`)"
    assert (wanted in [item.message for item in found]) is not is_judged


def test_a_million_values_are_not_even_decoded() -> None:
    body = "[" + "[]," * 10_000_000 + "1]"
    found = judged("[]", body.encode(), "application/json")
    assert [item.code for item in found] == ["CON207"]


@pytest.mark.parametrize(
    ("strictness", "elements"),
    [
        ({"mode": "exact", "order": "any"}, 3_000),
        ({"mode": "exact", "paths": {f"$[*].a{i}": "any" for i in range(3_000)}}, 1_000),
    ],
)
def test_comparing_values_comes_to_an_end(strictness: JSON, elements: int) -> None:
    shown = json.dumps([{"id": i, "n": f"x{i}"} for i in range(elements)])
    sent = json.dumps([{"id": -i, "n": "x"} for i in range(elements)]).encode()
    expected = Expectation(
        body=Passage(shown, "api.md", 11), shape=BodyAnnotation(compare=json.dumps(strictness))
    )
    found = compare(expected, Answer(status=200, reason="", headers=(), body=sent))
    message = "cannot compare the values of the response body: too many comparisons"
    assert message in [item.message for item in found]


def test_many_missing_properties_cost_no_more_than_the_response() -> None:
    shown = json.dumps([{f"p{i}": 1 for i in range(1_000)}])
    small, large = (json.dumps([{}] * number).encode() for number in (20_000, 40_000))
    assert len(judged(shown, small, "application/json")) > 0
    assert grows_at_most(
        lambda: judged(shown, small, "application/json"),
        lambda: judged(shown, large, "application/json"),
        2.5,
    )


@pytest.mark.parametrize("number", [1, 2])
def test_a_property_that_other_elements_have_is_a_warning(number: int) -> None:
    shown = json.dumps([{"a": [{"b": 1, "c": {"d": 1}}]}])
    sent = [{"a": [{"c": {"d": 1}}, {"c": {}}]}, {"a": [{"b": 1, "c": {}}][: number - 1]}]
    found = judged(shown, json.dumps(sent).encode(), "application/json")
    severities = {item.pointer: str(item.severity) for item in found}
    assert severities["/0/a/0/b"] == ("warning" if number == 2 else "error")
    assert severities["/0/a/1/c/d"] == "warning"


def test_a_csv_field_of_any_length_is_read() -> None:
    found = judged("User,Photos\n", b'User,"' + b"x" * 1_000_000 + b'"\n', "text/csv")
    assert [finding.message for finding in found] == ["missing CSV column `Photos`"]


@pytest.mark.parametrize("charset", ["utf-8\0", "\0", "punycode", "undefined", "é", "x" * 9_999])
def test_an_unknown_charset_does_not_raise(charset: str) -> None:
    media_type = f"application/json; charset={charset}"
    found = judged('{ "height": 48 }', b'{ "height": 48 }', media_type)
    assert {finding.code for finding in found} <= {"CON207"}
    assert all(len(finding.message) < 250 for finding in found)


def test_an_error_message_of_any_length_is_shown_in_part() -> None:
    error = {"error": {"code": "busy", "message": "m" * 1_000_000}}
    found = judged('{ "height": 48 }', json.dumps(error).encode(), "application/json")
    assert [finding.code for finding in found] == ["CON214"]
    assert len(found[0].message) < 250
