"""What is sent of a documented body."""

import pytest

from docreplay.model.http.content import content
from docreplay.model.http.http import Header
from docreplay.model.location import Location, Passage


def sent(text: str, media_type: str = "") -> bytes:
    headers = [Header("content-type", media_type, Location("page.md", 1))] if media_type else []
    return content(headers, Passage(text, "page.md", 3))


def test_no_body_is_sent_as_empty_bytes() -> None:
    assert content((), None) == b""


@pytest.mark.parametrize(
    "text", ['{ "a":  1.0 }', "[1 , 2]", '  {"a": 1}', "é", "{ no JSON", "{}x"]
)
def test_strict_json_and_other_text_are_sent_unchanged(text: str) -> None:
    assert sent(text) == text.encode()


@pytest.mark.parametrize("media_type", ["", "application/json; charset=utf-8", "a/b+json"])
@pytest.mark.parametrize("text", ['{"a": "é",}', '\n  {a: "é"}'])
def test_lenient_json_is_sent_as_strict_json(text: str, media_type: str) -> None:
    assert sent(text, media_type) == '{"a": "é"}'.encode()


def test_a_body_of_another_media_type_is_sent_unchanged() -> None:
    assert sent("{a: 1}", "text/plain") == b"{a: 1}"


def test_a_lone_surrogate_is_sent_as_a_question_mark() -> None:
    assert sent("\ud800") == b"?"
