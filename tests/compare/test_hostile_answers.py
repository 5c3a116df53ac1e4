import json

import pytest

from docreplay.compare.compare import compare
from docreplay.model.case import Answer, Expectation
from docreplay.model.finding import Finding
from docreplay.model.http import Header
from docreplay.model.location import Location, Passage
from docreplay.model.string_formats import format_of

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


def test_an_answer_that_is_wrong_in_very_many_places_says_that_there_may_be_more() -> None:
    shown, sent = {f"p{i}": 1 for i in range(10_001)}, {f"p{i}": "x" for i in range(10_001)}
    found = judged(json.dumps(shown), json.dumps(sent).encode(), "application/json")
    assert len(found) == 10_000
    assert found[0].message.endswith(
        "(and possibly more: only a part of the response was compared)"
    )


def test_a_csv_field_of_any_length_is_read() -> None:
    found = judged("User,Photos\n", b'User,"' + b"x" * 1_000_000 + b'"\n', "text/csv")
    assert [finding.message for finding in found] == ["missing CSV column `Photos`"]


@pytest.mark.parametrize("charset", ["utf-8\0", "\0", "punycode", "undefined", "é", "x" * 9_999])
def test_a_strange_charset_is_no_crash(charset: str) -> None:
    media_type = f"application/json; charset={charset}"
    found = judged('{ "height": 48 }', b'{ "height": 48 }', media_type)
    assert {finding.code for finding in found} <= {"CON207"}
    assert all(len(finding.message) < 250 for finding in found)


def test_an_error_message_of_any_length_is_shown_in_part() -> None:
    error = {"error": {"code": "busy", "message": "m" * 1_000_000}}
    found = judged('{ "height": 48 }', json.dumps(error).encode(), "application/json")
    assert [finding.code for finding in found] == ["CON214"]
    assert len(found[0].message) < 250
