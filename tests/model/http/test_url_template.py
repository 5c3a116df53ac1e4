"""Request targets as pages write them."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.http.placeholder import placeholders, sample
from docreplay.model.http.placeholder_values import ValueSource
from docreplay.model.http.rebase import rebase
from docreplay.model.http.url_template import (
    encode,
    fill,
    has_unmatched_brace,
    segment_template,
    split,
)

BASE = "http://127.0.0.1:8000/api"


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("/users/{id}", [("id",)]),
        ("/users/{id|name}", [("id|name", "id", "name")]),
        ("/users/{id | name}/x", [("id | name", "id", "name")]),
        ("/users/<user-id>", [("user-id",)]),
        ("/a('{x}')/{y}", [("x",), ("y",)]),
        ("/users?$filter=a lt 3", []),
        ("/users/:id/photos/:photo_id?x=:y", [("id",), ("photo_id",)]),
        ("https://:host/topics/t1:publish/drive/root:/a:/content", []),
        ("{{base}}/a/${id}/{{ x }}", [("base",), ("id",), ("x",)]),
        ("/items/{id:guid}", [("id",)]),
        ("/items{?page,limit*}{&q:3}", [("page", "limit"), ("q",)]),
        ("/files/{+path}{/sub}{.ext}{;v}{#x}", [("path",), ("sub",), ("ext",), ("v",), ("x",)]),
        ('/a?q={"a":1}&r={b:2}&s={"c":{"d":[1]}}', []),
        ("/compare/:base...:head/:id.json", [("base",), ("head",), ("id",)]),
        ("/v1/:name:cancel/t1:publish/a.:b/12:30:00", [("name",)]),
        ("/a?q={}&r={}", []),
        ("/a/{}/b?q={id}", [("",), ("id",)]),
        ("/a/{66f5a359-4b1d-4b0c-8b5e-0d9c6b6f5a35}/{66f5a359-…}", []),
        ("/a/%7B66f5a359-4b1d-4b0c-8b5e-0d9c6b6f5a35%7D/%7Bid%7D", [("id",)]),
    ],
)
def test_placeholders_are_found_in_every_spelling(
    target: str, names: list[tuple[str, ...]]
) -> None:
    assert [placeholder.names for placeholder in placeholders(target)] == names


@pytest.mark.parametrize(
    "placeholder", ["{id}", "{id|userPrincipalName}", "{id | userPrincipalName}"]
)
def test_one_value_fills_every_spelling(placeholder: str) -> None:
    assert fill(f"/users/{placeholder}/photo", {"id": "42"}) == ("/users/42/photo", ())


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("/items{?page,limit}", "/items?page=2"),
        ("/items{?limit}", "/items"),
        ("/items?a=1{&page,limit}", "/items?a=1&page=2"),
        ("/items{?page*}{#limit}", "/items?page=2"),
        ("/items{/page,limit}{.name}{;page,name}", "/items/2.a%20b;page=2;name=a%20b"),
        ("/files/{+path}", "/files/a/b%3Fc"),
        ("/files/{+path:3}{?path:1}", "/files/a/b?path=a"),
        ("/files{#path}", "/files#a/b?c"),
        ("/items/{name:1}/{page:guid}", "/items/a/2"),
        ("/{+up}", "/%2E%2E"),
        ("{+url}/x", "https%3A//evil.example/x"),
        ("/go/{+url}", "/go/https%3A//evil.example"),
    ],
)
def test_expressions_of_uri_templates_are_expanded(template: str, expected: str) -> None:
    values = {
        "page": "2",
        "name": "a b",
        "path": "a/b?c",
        "up": "..",
        "url": "https://evil.example",
    }
    assert fill(template, values) == (expected, ())


def test_only_expressions_without_a_value_that_the_path_needs_are_missing() -> None:
    found = fill("/files/{+path}/{id}{?page}", {})
    assert [placeholder.written for placeholder in found.missing] == ["{+path}", "{id}"]
    assert split("/v1/items{?page,limit}") == ("", "/v1/items", "")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/a/{id}", False),
        ('/a?q={"a":{"b":"{id}"}}', False),
        ("/a/{66f5a359-4b1d-4b0c-8b5e-0d9c6b6f5a35}", False),
        ("/a/{id", True),
        ("/a/{b{c}}", True),
        ('/a?q={"a":1', True),
    ],
)
def test_a_brace_is_unmatched(target: str, *, expected: bool) -> None:
    assert has_unmatched_brace(target) is expected


def test_case_is_ignored_only_where_nothing_fits_as_written() -> None:
    assert fill("/{Id}", {"id": "folded"}).text == "/folded"
    assert fill("/{Id}", {"id": "folded", "Id": "exact"}).text == "/exact"


def test_a_placeholder_without_a_value_stays_and_is_reported() -> None:
    found = fill("/{a}/{b}", {"a": "1"})
    assert found.text == "/1/{b}"
    assert [placeholder.written for placeholder in found.missing] == ["{b}"]


@given(st.text())
def test_a_value_stays_one_piece_of_data(value: str) -> None:
    url = urlsplit(encode(rebase(fill("/users/{id}/photo", {"id": value}).text, BASE)))
    assert (url.scheme, url.netloc, url.query, url.fragment) == ("http", "127.0.0.1:8000", "", "")
    assert url.path.count("/") == 4
    assert "/../" not in url.path.lower().replace("%2e", ".") or set(value) == {"."}


@given(st.text())
def test_encoding_twice_changes_nothing(target: str) -> None:
    assert encode(encode(target)) == encode(target)
    assert encode(target).isascii()


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("https://a.example/v1/x?y=1", ("https://a.example", "/v1/x", "y=1")),
        ("/v1/x", ("", "/v1/x", "")),
        ("v1/x#top", ("", "/v1/x", "")),
        ("https://a.example", ("https://a.example", "/", "")),
        ('/x?$search="a b"', ("", "/x", '$search="a b"')),
    ],
)
def test_a_target_is_split_into_its_parts(target: str, parts: tuple[str, str, str]) -> None:
    assert split(target) == parts


def test_the_documented_path_is_appended_to_the_base_url() -> None:
    assert rebase("https://a.example/v1/x?y=1", BASE + "/") == BASE + "/v1/x?y=1"
    assert rebase("//evil.example/x", BASE) == BASE + "/evil.example/x"


def test_a_template_segment_matches_any_data_in_its_placeholders() -> None:

    assert segment_template("root:{path}:").matches("root:a/b.txt:")
    assert not segment_template("root:{path}:").matches("root::")
    assert not segment_template("a.b").matches("a-b")


def test_a_sample_is_harmless() -> None:
    (placeholder,) = placeholders("/{../x | y}")
    assert sample(placeholder) == "x-y-value"


_PIECES = st.lists(st.sampled_from(["{a}", "{b}", "x", "y", "xy", "."]), max_size=7)


@given(_PIECES, st.text(alphabet="xy.\n", max_size=9))
def test_a_template_matches_what_a_regular_expression_of_it_does(
    pieces: list[str], segment: str
) -> None:
    expression = "".join("(?s:.+)" if piece[0] == "{" else re.escape(piece) for piece in pieces)
    matches = segment_template("".join(pieces)).matches(segment)
    assert matches == bool(re.fullmatch(expression, segment))


def test_many_placeholders_in_one_segment_take_no_time() -> None:
    template = segment_template("{a}" * 2000 + "-" + "{b}x" * 2000)
    assert not template.matches("a" * 100_000)
    assert template.matches("a" * 2000 + "-" + "bx" * 2000)


_LONG = "/".join(f"a{number % 3}/{{id}}-{{x}}" for number in range(300))


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("a2/{x}", 0),
        ("a2/{id}-{x}", 100),
        ("a0/{a}-{b}/a1/{x}", 0),
        ("a0/{a}-{b}/a1/{id}-{x}", 100),
        ("/".join(f"a{n % 3}/{{id}}-{{x}}" for n in range(60)), 81),
        ("{x}/a0/{id}-{x}/a1/{id}", 99),
        ("?q={x}", 1),
    ],
)
def test_a_key_of_any_length_fills_what_is_at_its_place(key: str, number: int) -> None:
    filled = fill(f"/{_LONG}?a={{y}}&q={{x}}", {key: "@"})
    assert filled.text.count("%40") == number


def test_what_is_around_a_placeholder_is_not_the_whole_target(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []

    def placed(_: object, __: object, before: str, after: str) -> str:
        read.append(len(before) + len(after))
        return ""

    monkeypatch.setattr(ValueSource, "placed", placed)
    target = "/a/{id}/" + "b/{x}/" * 2_000
    fill(target, {"a/{id}": "1"})
    assert sum(read) < 20 * len(target)
