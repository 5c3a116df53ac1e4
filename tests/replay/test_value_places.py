"""A value reaches the service as it is configured, wherever its placeholder is."""

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.case import SentRequest, Skipped
from docreplay.model.http.http import Header, Request
from docreplay.model.http.placeholder_values import PlaceholderValues, ValueSource
from docreplay.model.location import Location, Passage
from docreplay.replay.literals import with_parameters
from docreplay.replay.prepare import prepare
from docreplay.replay.service import Service
from docreplay.replay.values import Values

SERVICE = Service(base_url="https://api.example.com/v1.0", unsafe_methods=True)
AT = Location("p.md", 1)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
PATH = TEXT.filter(lambda text: set(text) != {"."})


def sent(value: object, target: str = "/x", body: str = "", media_type: str = "") -> SentRequest:
    headers = (Header("Content-Type", media_type, AT),) if media_type else ()
    request = Request(
        method="POST",
        target=target,
        headers=headers,
        body=Passage(body, "p.md", 1) if body else None,
        location=AT,
    )
    found = prepare(request, SERVICE, Values({"x": value}, environment={}).of("p.md", "p#x"))
    assert isinstance(found, SentRequest), found
    return found


@given(PATH)
def test_a_value_of_a_segment(value: str) -> None:
    path = urlsplit(sent(value, "/a/{x}/b").url).path
    assert [unquote(part) for part in path.split("/")] == ["", "v1.0", "a", value, "b"]


@given(TEXT)
def test_a_value_of_a_query(value: str) -> None:
    query = urlsplit(sent(value, "/a?$skiptoken={x}&y=1").url).query
    assert parse_qs(query, keep_blank_values=True) == {"$skiptoken": [value], "y": ["1"]}


@given(PATH)
def test_a_value_of_an_argument(value: str) -> None:
    path = urlsplit(sent(value, "/a(name='{x}')").url).path
    assert unquote(path) == f"/v1.0/a(name='{value}')"


@given(TEXT)
def test_a_value_in_a_string_of_json(value: str) -> None:
    body = sent(value, body='{"a": "<{x}>", "b": "{x}"}', media_type="application/json").body
    assert json.loads(body or b"") == {"a": f"<{value}>", "b": value}


@given(TEXT)
def test_a_value_of_a_form(value: str) -> None:
    body = sent(value, body="a={x}&b=1", media_type="application/x-www-form-urlencoded").body
    assert parse_qs((body or b"").decode(), keep_blank_values=True) == {"a": [value], "b": ["1"]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, 5), (1.5, 1.5), (True, True), (False, False), ("05", "05"), ("true", "true")],
)
def test_a_number_is_one_where_the_whole_string_is_a_placeholder(
    value: object, expected: object
) -> None:
    body = sent(value, body='{"a": "{x}", "b": "n {x}"}', media_type="application/json").body
    found = json.loads(body or b"")
    assert found["a"] == expected
    assert type(found["a"]) is type(expected)
    assert found["b"] == f"n {str(value).lower()}"


@pytest.mark.parametrize(
    ("target", "value", "path"),
    [
        ("/root:/{+x}:/content", "a b/ü.png", "/root:/a%20b/%C3%BC.png:/content"),
        ("/root:/{+x}", "a%20b/c%zz", "/root:/a%20b/c%25zz"),
        ("/a%20b/{x}", "%20", "/a%20b/%2520"),
        ("/a/{x}", "{y}", "/a/%7By%7D"),
        ("/a/{+x}", "{y}", "/a/%7By%7D"),
        ("/a/{x}", "..", "/a/%2E%2E"),
    ],
)
def test_nothing_is_encoded_twice(target: str, value: str, path: str) -> None:
    assert sent(value, target).url == f"https://api.example.com/v1.0{path}"


@pytest.mark.parametrize("value", ["a\r\nEvil: 1", "a\nb", "a\0"])
def test_a_value_ends_no_header(value: str) -> None:
    request = Request(
        method="GET", target="/x", headers=(Header("If-Match", "{x}", AT),), body=None, location=AT
    )
    found = prepare(request, SERVICE, Values({"x": value}, environment={}).of("p.md", "p#x"))
    assert isinstance(found, Skipped)
    assert found.reason == "the value in header `If-Match` contains a control character"


def test_an_id_is_looked_up_by_what_is_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def placed(_: object, __: object, before: str, after: str) -> str:
        read.append(len(before) + len(after))
        return ""

    monkeypatch.setattr(ValueSource, "placed", placed)
    target = "/a/" + "/b/".join(
        f"{number:08d}-1111-4111-8111-111111111111" for number in range(500)
    )
    request = Request(method="GET", target=target, headers=(), body=None, location=AT)
    made = with_parameters(request, PlaceholderValues({"a/*": "1"}), every=True)
    assert sum(read) < 40 * len(target)
    assert len(made.target) < 20 * len(target)
