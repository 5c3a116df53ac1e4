"""Lists whose pages are in other charsets, or whose links lead back in a roundabout way."""

import json

import pytest

from tests.live.conftest import Command, Pages, Service
from tests.live.test_pages import FOLLOWED, LIST, page
from tests.support.pages import exchange
from tests.support.service import Exchange, service_of


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("; charset=iso-8859-1", "latin-1"),
        ('; Charset="windows-1252"', "cp1252"),
        ("; charset=utf-8", "utf-8-sig"),
        ("; charset=utf-16", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_a_link_is_found_in_each_charset(
    pages: Pages, replay: Command, charset: str, encoding: str
) -> None:
    asked: list[str] = []

    def respond(exchange: Exchange) -> None:
        asked.append(exchange.path)
        body: dict[str, object] = {"value": [{"id": "é", "size": 1}]}
        if exchange.path == "/users":
            body["@odata.nextLink"] = "/users?page=2"
        text = json.dumps(body, ensure_ascii=False).encode(encoding)
        exchange.give(200, {"Content-Type": f"application/json{charset}"}, text)

    pages(p=exchange("GET /users", LIST))
    with service_of(respond) as url:
        assert "1 case: 1 passed" in replay("--base-url", url, *FOLLOWED).out
    assert asked == ["/users", "/users?page=2"]


@pytest.mark.parametrize("link", ["#top", "/users?page=2#top", "/users#top"])
def test_a_fragment_does_not_make_another_page(
    pages: Pages, replay: Command, service: Service, link: str
) -> None:
    pages(p=exchange("GET /users", LIST))
    service.answers |= {"/users": [page("/users?page=2#1")], "/users?page=2": [page(link)]}
    out = replay(*FOLLOWED).out
    assert "error CON244 the next link of page 2 leads to an earlier page" in out
    assert service.requests == ["GET /users", "GET /users?page=2"]


def test_an_earlier_page_is_known_by_its_documented_host(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=exchange("GET https://api.example.com/users", LIST))
    service.answers["/users"] = [page("https://api.example.com/users")]
    assert "CON244 the next link of page 1 leads to an earlier page" in replay(*FOLLOWED).out
