"""Lists whose next page is named by a cursor, or by the number of what was read."""

import json
from pathlib import Path

import pytest

from docreplay.model.json.value import JSON
from tests.live.conftest import Answer, Command, Pages, Service
from tests.support.pages import exchange

FOLLOWED = ("--follow-pages", "**")
OK = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"


def page(target: str, body: str, more: str = "") -> str:
    return exchange(f"GET {target}", f"{OK}{body}") + more


def answer(body: JSON) -> Answer:
    return Answer(body=json.dumps(body))


CURSORS: list[tuple[str, str, str, JSON, JSON, str]] = [
    # the documented request and body, what else the page says, two bodies, the second request
    ("/u", '{"items": [1], "next_cursor": "a"}', "`cursor` is where to start",
     {"items": [1], "next_cursor": "b/c="}, {"items": [2], "next_cursor": ""},
     "/u?cursor=b%2Fc%3D"),
    ("/u?pageToken=a&x=1", '{"items": [1], "nextPageToken": "a"}', "",
     {"items": [1], "nextPageToken": "b"}, {"items": [2]}, "/u?pageToken=b&x=1"),
    ("/u", '{"items": [1], "next_page_token": "a"}', "| page_token | string |",
     {"items": [1], "next_page_token": "b"}, {"items": [2], "next_page_token": None},
     "/u?page_token=b"),
    ("/u{?limit,cursor}", '{"items": [1], "meta": {"next_cursor": "a"}}', "",
     {"items": [1], "meta": {"next_cursor": "b"}}, {"items": [2], "meta": {}}, "/u?cursor=b"),
    ("/u?after=a", '{"items": [1], "paging": {"cursors": {"before": "a", "after": "b"}}}', "",
     {"items": [1], "paging": {"cursors": {"before": "a", "after": "c"}}}, {"items": [2]},
     "/u?after=c"),
    ("/u", '{"items": [1], "next": "a"}', "`cursor`", {"items": [1], "next": "b"},
     {"items": [2], "next": None}, "/u?cursor=b"),
    ("/u?page=1", '{"items": [1], "next_page": 2}', "", {"items": [1], "next_page": 2},
     {"items": [2], "next_page": None}, "/u?page=2"),
    ("/u", '{"items": [1], "next_cursor": "a", "has_more": true}', "`cursor`",
     {"items": [1], "next_cursor": "b", "has_more": True},
     {"items": [2], "next_cursor": "c", "has_more": False}, "/u?cursor=b"),
    ("/u", '{"items": [1], "nextToken": "a"}', "`nextToken`", {"items": [1], "nextToken": "b"},
     {"items": [2]}, "/u?nextToken=b"),
    ("/u", '{"items": [1], "continuationToken": "a"}', "`continuationToken`",
     {"items": [1], "continuationToken": "b"}, {"items": [2]}, "/u?continuationToken=b"),
    ("/u?offset=0&limit=2", '{"items": [1, 2]}', "", {"items": [1, 2]}, {"items": [3]},
     "/u?offset=2&limit=2"),
    ("/u?page=1&per_page=2", "[1, 2]", "", [1, 2], [3], "/u?page=2&per_page=2"),
    ("/u?startIndex=1&count=2", '{"Resources": [1, 2], "totalResults": 3}', "",
     {"Resources": [1, 2], "totalResults": 3}, {"Resources": [3], "totalResults": 3},
     "/u?startIndex=3&count=2"),
]  # fmt: skip
"""Lists of two pages."""


@pytest.mark.parametrize(("target", "body", "text", "first", "last", "second"), CURSORS)
def test_the_next_page_is_asked_for(
    pages: Pages, replay: Command, service: Service,
    target: str, body: str, text: str, first: JSON, last: JSON, second: str,
) -> None:  # fmt: skip
    pages(p=page(target, body, f"\n{text}\n"))
    service.otherwise = answer(first)
    service.answers[second] = [answer(last)]
    ended = replay(*FOLLOWED)
    assert [item.partition(" ")[2] for item in service.requests[1:]] == [second], ended
    assert ended.code == 0, ended.out


NONE = [
    ("/u", '{"items": [1], "next_cursor": "a"}', "", {"items": [1], "next_cursor": "b"}),
    ("/u?token=a", '{"items": [1], "token": "a"}', "", {"items": [1], "token": "b"}),
    ("/u?pageToken=a", '{"items": [1], "pageToken": "a"}', "", {"items": [1], "pageToken": "a"}),
    ("/u?cursor=a", '{"items": [1]}', "", {"items": [1], "next_cursor": "b"}),
    ("/u?offset=0", '{"items": [1]}', "", {"items": [1]}),
    ("/u?limit=2", '{"items": [1, 2]}', "", {"items": [1, 2]}),
    ("/u?offset=0&limit=2", '{"items": [1, 2]}', "", {"items": [1]}),
    ("/u?offset=0&limit=2", '{"items": [1, 2]}', "", {"items": []}),
    ("/u?offset=0&limit=2", '{"a": 1}', "", {"a": 1}),
    ("/u?offset=0&limit=2", '{"a": [1], "b": [2]}', "", {"a": [1, 2], "b": [1, 2]}),
    ("/u?$skip=0&$top=2", '{"value": [1, 2]}', "", {"value": [1, 2]}),
    ("/u?offset=0&limit=2", '{"items": [1], "next": "/u?p=1"}', "", {"items": [1, 2]}),
]
"""What names no next page."""


@pytest.mark.parametrize(("target", "body", "text", "first"), NONE)
def test_nothing_else_is_asked_for(
    pages: Pages, replay: Command, service: Service, target: str, body: str, text: str, first: JSON
) -> None:
    pages(p=page(target, body, text))
    service.otherwise = answer(first)
    replay(*FOLLOWED)
    assert service.requests == [f"GET {target}"]


COUNTED = '{"items": [1, 2]}'


@pytest.mark.parametrize("status", [400, 404, 416])
def test_there_need_not_be_a_page_after_the_last_full_one(
    pages: Pages, replay: Command, service: Service, status: int
) -> None:
    pages(p=page("/u?page=1&size=2", COUNTED))
    service.otherwise = answer({"items": [1, 2]})
    service.answers["/u?page=2&size=2"] = [Answer(status, "{}")]
    ended = replay(*FOLLOWED)
    assert (ended.code, len(service.requests)) == (0, 2), ended.out


def test_an_error_in_the_middle_fails(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=page("/u?page=1&size=2", COUNTED))
    service.otherwise = answer({"items": [1, 2]})
    service.answers["/u?page=2&size=2"] = [Answer(403, "{}")]
    assert "CON201 page 2: expected status 200, got 403" in replay(*FOLLOWED).out


def test_a_parameter_that_is_ignored_is_found(
    pages: Pages, replay: Command, service: Service
) -> None:
    pages(p=page("/u?page=1&size=2", COUNTED))
    service.otherwise = answer({"items": [1, 2]})
    ended = replay(*FOLLOWED)
    assert "CON244 the service ignores `page`: page 2 is the same as page 1" in ended.out
    assert len(service.requests) == 2


def test_a_cursor_that_stays_is_found(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=page("/u?cursor=a", '{"items": [1], "next_cursor": "b"}'))
    service.otherwise = answer({"items": [1], "next_cursor": "b"})
    ended = replay(*FOLLOWED)
    assert "CON244 the next link of page 2 leads to an earlier page" in ended.out
    assert len(service.requests) == 2


def test_further_pages_are_compared(pages: Pages, replay: Command, service: Service) -> None:
    pages(p=page("/u?cursor=a", '{"items": [1], "next_cursor": "b"}'))
    service.otherwise = answer({"items": [1], "next_cursor": "b"})
    service.answers["/u?cursor=b"] = [answer({"items": ["x"]})]
    assert "CON209 page 2: `items[0]` must be an integer (got a string)" in replay(*FOLLOWED).out


@pytest.mark.parametrize("number", [0, 6, 10])
def test_pages_are_recorded(
    pages: Pages, replay: Command, service: Service, tmp_path: Path, number: int
) -> None:
    target, body, text, first, last, second = CURSORS[number]
    pages(p=page(target, body, f"\n{text}\n"))
    service.otherwise = answer(first)
    service.answers[second] = [answer(last)]
    assert replay(*FOLLOWED, "--record-mode", "once").code == 0
    service.requests.clear()
    service.otherwise = Answer(500)
    ended = replay(*FOLLOWED, "--record-mode", "none")
    assert (ended.code, service.requests) == (0, []), ended.out
    assert list((tmp_path / "cassettes").rglob("*.json"))
