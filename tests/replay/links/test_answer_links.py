"""Links to the next page: under which names they are, and how their response is encoded."""

import json

import pytest

from docreplay.model.case import Answer
from docreplay.model.json.value import JSON
from docreplay.replay.links.answer_links import documented_links, json_in, next_link
from tests.support.pages import case_of

URL = "https://api.example.com/users"
TEXT = '{"naïve": "Zoë"}'


def answer(body: bytes, content_type: str = "application/json") -> Answer:
    headers = (("Content-Type", content_type),)
    return Answer(status=200, reason="OK", headers=headers, body=body)


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("application/json", "utf-8"),
        ("application/json", "utf-8-sig"),
        ("application/json", "utf-16"),
        ("application/json; charset=utf-8", "utf-8-sig"),
        ("application/json; charset=iso-8859-1", "latin-1"),
        ("application/json;CHARSET=Windows-1252", "cp1252"),
        ("application/json; Charset=iso-8859-15", "iso-8859-15"),
        ("application/json; charset=utf-16le", "utf-16-le"),
    ],
)
def test_a_body_is_read_by_the_charset_that_is_declared(content_type: str, encoding: str) -> None:
    assert json_in(answer(TEXT.encode(encoding), content_type)) == {"naïve": "Zoë"}


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", TEXT.encode("latin-1")),
        ("application/json; charset=utf-8", TEXT.encode("latin-1")),
        ("application/json; charset=unknown", TEXT.encode()),
        ("application/json; charset=utf-8", b"<html>"),
    ],
)
def test_a_body_that_cannot_be_read_has_no_value(content_type: str, body: bytes) -> None:
    assert json_in(answer(body, content_type)) is None


@pytest.mark.parametrize(
    "name",
    ["nextLink", "next", "next_page", "nextPageLink", "next-page-url", "nextUrl", "nextHref",
     "odata.nextLink", "@odata.nextLink"],
)  # fmt: skip
def test_the_documented_link_has_many_names(name: str) -> None:
    assert _next_of({name: "/users?page=2"}) == f"{URL}?page=2"
    assert _next_of({"paging": {name: "/users?page=2"}}) == f"{URL}?page=2"


@pytest.mark.parametrize("name", ["href", "url", "uri", "@odata.id"])
def test_the_documented_link_may_be_an_object(name: str) -> None:
    assert _next_of({"next": {name: "/users?page=2"}}) == f"{URL}?page=2"
    links: list[JSON] = [{"rel": "self", name: "/users"}, {"rel": "next", name: "/users?page=2"}]
    assert _next_of({"links": links}) == f"{URL}?page=2"


@pytest.mark.parametrize("name", ["nextSync", "nextId", "deltaLink", "previous", "context"])
def test_a_different_name_is_not_the_link(name: str) -> None:
    assert _next_of({name: "/users?page=2"}) == ""


@pytest.mark.parametrize("name", ["@odata.nextLink", "@nextLink"])
def test_a_link_of_odata_need_not_be_documented(name: str) -> None:
    body = json.dumps({name: "/users?page=2"}).encode()
    assert next_link(answer(body), URL, _places({"value": []})) == f"{URL}?page=2"


def _places(documented: JSON) -> tuple[tuple[str | int, ...], ...]:
    response = f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{json.dumps(documented)}"
    return documented_links(case_of("GET /users", response).expectation)


def _next_of(body: JSON) -> str:
    """Return the link of a response whose page documents one like it."""
    return next_link(answer(json.dumps(body).encode()), URL, _places(body))
