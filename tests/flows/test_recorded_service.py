"""What `docreplay serve --cassettes` answers: recordings before pages, and which it was."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from docreplay.config.settings import Config
from docreplay.errors import CassetteUnreadable
from docreplay.flows.recorded_service import ServedRecordings
from docreplay.model.case import Answer, SentRequest
from docreplay.replay.recordings.cassette import CaseKey, CassetteShelf, CassetteTransport
from docreplay.replay.secrets.redaction import Redactor
from docreplay.serve.app import Behavior
from docreplay.sources.cassettes import CassetteFiles
from tests.replay.cassettes import BASE, JSON_TYPE, Live, answer, sent
from tests.serve.test_mock import Got, ask, routes

PAGE = "docs_source/en-us/api/page.md"
OTHER = "docs_source/en-us/api/other.md"
OK = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "from": "page" }'
NOT_FOUND = 'HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{ "error": {} }'
TABLE = routes(
    ("GET https://api.example.com/v1.0/users/{id}/photo", OK),
    ("GET https://api.example.com/v1.0/users/{id}/photo", NOT_FOUND),
    ("POST https://api.example.com/v1.0/users", OK),
    path=PAGE,
)
CSV = (("Content-Type", "text/csv"),)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Exchange(NamedTuple):
    """A request that is recorded and its response."""

    request: SentRequest
    response: Answer
    case: str = "case_0"
    page: str = PAGE


def recorded(root: Path, *exchanges: Exchange, base_url: str = BASE) -> ServedRecordings:
    files = CassetteFiles(root, "cassettes")
    shelf = CassetteShelf(
        "all", files, day="2026-11-27", revision=lambda _: "", cases=lambda _: {"case_0"}
    )
    for item in exchanges:
        transport = CassetteTransport(
            shelf,
            CaseKey(item.page, item.case),
            Live(item.response),
            Redactor(),
            base_url=base_url,
        )
        transport.send(item.request)
    return ServedRecordings(Config(root=root))


def asked(
    served: ServedRecordings,
    target: str,
    headers: dict[str, str] | None = None,
    *,
    method: str = "GET",
    body: str | bytes = b"",
) -> Got:
    behavior = Behavior(is_mock=True, cors=True, recorded=served.find)
    return ask(TABLE, method, target, headers, body=body, behavior=behavior)


def ns(replies: Iterable[Got]) -> list[object]:
    return [json.loads(reply.text).get("n") for reply in replies]


ONE, TWO, THREE = (answer(f'{{"n": {number}}}') for number in (1, 2, 3))
PHOTO = sent("/users/7/photo")


def test_a_recording_answers_and_is_named(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE))
    got = asked(served, "/v1.0/users/7/photo")
    assert (got.status, json.loads(got.text)) == ("200 OK", {"n": 1})
    assert got.headers["Docreplay-Source"] == f"recording cassettes/{PAGE}.json#case_0"
    assert "Docreplay-Source" in got.headers["Access-Control-Expose-Headers"]
    assert "Docreplay-Nearest-Recording" not in got.headers


def test_a_miss_is_answered_by_the_page_and_names_the_nearest(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE), Exchange(sent("/groups"), TWO, "case_9"))
    got = asked(served, "/v1.0/users/7/photo?size=2")
    assert json.loads(got.text) == {"from": "page"}
    assert got.headers["Docreplay-Source"] == f"page {PAGE}:3:1"
    assert got.headers["Docreplay-Nearest-Recording"] == (
        "GET /v1.0/users/7/photo?size=2 is not recorded; the nearest, `case_0`, differs:"
        " query parameter `size` is `2`, recorded: nothing"
    )


def test_what_neither_has_is_refused_and_names_the_nearest(tmp_path: Path) -> None:
    got = asked(recorded(tmp_path, Exchange(PHOTO, ONE)), "/nothing")
    assert got.status == "404 Not Found"
    assert got.headers["Docreplay-Source"] == "docreplay"
    assert "the nearest, `case_0`, differs: path" in got.headers["Docreplay-Nearest-Recording"]


def test_an_undocumented_request_that_is_recorded_is_answered(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(sent("/groups/1"), ONE))
    assert ns([asked(served, "/v1.0/groups/1")]) == [1]


MATCHES = {
    "below the base path": ("/v1.0/users/7/photo", {}, True),
    "without the base path": ("/users/7/photo", {}, True),
    "another user": ("/v1.0/users/8/photo", {}, False),
    "what curl accepts": ("/v1.0/users/7/photo", {"Accept": "*/*"}, True),
    "what a browser sends": (
        "/v1.0/users/7/photo",
        {
            "Accept": "application/json, text/plain, */*",
            "Accept-Encoding": "gzip, br",
            "Accept-Language": "de",
            "Origin": "http://localhost:3000",
            "Referer": "http://localhost:3000/",
            "User-Agent": "Mozilla/5.0",
            "Cookie": "a=1",
            "Authorization": "Bearer x",
        },
        True,
    ),
    "a type that the recording has not": (
        "/v1.0/users/7/photo",
        {"Accept": "application/xml"},
        False,
    ),
    "a preference of the service": ("/v1.0/users/7/photo", {"Prefer": "return=minimal"}, False),
    "a condition": ("/v1.0/users/7/photo", {"If-None-Match": '"1"'}, False),
    "a trailing slash": ("/v1.0/users/7/photo/", {}, False),
    "an encoded path": ("/v1.0/users/%37/photo", {}, True),
}


@pytest.mark.parametrize("name", MATCHES)
def test_what_a_recording_answers(tmp_path: Path, name: str) -> None:
    target, headers, is_recorded = MATCHES[name]
    varied = answer('{"n": 1}', headers=[*JSON_TYPE, ("Vary", "Origin, Accept-Encoding")])
    got = asked(recorded(tmp_path, Exchange(PHOTO, varied)), target, headers)
    assert got.headers["Docreplay-Source"].startswith("recording ") == is_recorded


def test_a_query_matches_in_any_order_and_a_body_by_its_meaning(tmp_path: Path) -> None:
    post = sent("/users?b=2&a=1", method="POST", headers=JSON_TYPE, body='{"x": 1, "y": "secret"}')
    served = recorded(tmp_path, Exchange(post, ONE, "case_2"))
    kind = dict(JSON_TYPE)
    for target, body, expected in (
        ("/v1.0/users?a=1&b=2", '{"y":"secret","x":1}', 1),
        ("/v1.0/users?a=1&b=2", '{"y":"secret","x":2}', None),
        ("/v1.0/users?a=1", '{"y":"secret","x":1}', None),
    ):
        assert ns([asked(served, target, kind, method="POST", body=body)]) == [expected]


def test_a_redacted_recording_answers_whatever_the_secret_is(tmp_path: Path) -> None:
    post = sent("/users", method="POST", headers=FORM.items(), body="user=a&password=first1")
    served = recorded(tmp_path, Exchange(post, ONE, "case_2"))
    found = [
        asked(served, "/v1.0/users", FORM, method="POST", body=f"user={user}&password=second2")
        for user in "ab"
    ]
    assert ns(found) == [1, None]
    assert "second2" not in found[1].headers["Docreplay-Nearest-Recording"]


def test_a_sequence_is_given_in_order_and_its_last_response_stays(tmp_path: Path) -> None:
    served = recorded(tmp_path, *(Exchange(PHOTO, item) for item in (ONE, TWO, THREE)))
    found = [asked(served, "/v1.0/users/7/photo") for _ in range(5)]
    assert ns(found) == [1, 2, 3, 3, 3]
    assert [got.headers["Docreplay-Source"][-9:] for got in found[1:3]] == [
        "case_0[1]",
        "case_0[2]",
    ]


def test_other_requests_in_a_case_do_not_move_a_sequence(tmp_path: Path) -> None:
    put = sent("/users/7/photo", method="PUT")
    served = recorded(tmp_path, Exchange(PHOTO, ONE), Exchange(put, TWO), Exchange(PHOTO, THREE))
    methods = ("GET", "PUT", "GET", "GET")
    assert ns(asked(served, "/v1.0/users/7/photo", method=m) for m in methods) == [1, 2, 3, 3]


def test_of_two_cases_the_successful_one_answers(tmp_path: Path) -> None:
    failed = answer('{"n": 0}', 404)
    served = recorded(
        tmp_path,
        Exchange(PHOTO, failed, "a_failure"),
        Exchange(PHOTO, ONE, "case_0"),
        Exchange(PHOTO, TWO, "later"),
    )
    assert ns(asked(served, "/v1.0/users/7/photo") for _ in range(2)) == [1, 1]


def test_the_type_that_a_client_likes_best_answers(tmp_path: Path) -> None:
    served = recorded(
        tmp_path, Exchange(PHOTO, answer("a,b", headers=CSV), "a"), Exchange(PHOTO, ONE, "b")
    )
    for accept, kind in (("text/csv", "text/csv"), ("application/json", "application/json")):
        got = asked(served, "/v1.0/users/7/photo", {"Accept": accept})
        assert got.headers["Content-Type"] == kind


def test_a_preference_asks_the_pages(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE))
    got = asked(served, "/v1.0/users/7/photo", {"Prefer": "code=404"})
    assert got.status == "404 Not Found"


def test_a_preflight_is_not_looked_up(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE))
    headers = {"Origin": "http://a.example", "Access-Control-Request-Method": "GET"}
    got = asked(served, "/v1.0/users/7/photo", headers, method="OPTIONS")
    assert (got.status, got.headers["Access-Control-Allow-Methods"]) == (
        "204 No Content",
        "GET, HEAD, OPTIONS",
    )


def test_head_is_answered_like_get(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE))
    got = asked(served, "/v1.0/users/7/photo", method="HEAD")
    assert (got.text, got.headers["Content-Length"]) == ("", "7")


def test_links_lead_to_the_mock_and_headers_of_the_connection_are_not_replayed(
    tmp_path: Path,
) -> None:
    headers = [
        *JSON_TYPE,
        ("Location", "https://api.example.com/v1.0/users/8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Date", "Fri, 27 Nov 2026 10:00:00 GMT"),
        ("Connection", "close"),
        ("ETag", '"7"'),
    ]
    body = '{"next": "https://api.example.com/v1.0/users?x=1"}'
    got = asked(
        recorded(tmp_path, Exchange(PHOTO, answer(body, headers=headers))), "/v1.0/users/7/photo"
    )
    assert got.headers["Location"].endswith(":8000/v1.0/users/8")
    assert "api.example.com" not in got.text
    assert got.headers["ETag"] == '"7"'
    assert not {"Content-Encoding", "Transfer-Encoding", "Date", "Connection"} & got.headers.keys()


def test_a_recording_of_a_different_host_answers_at_its_path(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(sent("https://uploads.example.com/up/1"), ONE))
    assert ns([asked(served, "/up/1")]) == [1]


def test_a_message_that_a_header_cannot_carry_is_encoded(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE))
    got = asked(served, "/v1.0/users/7/photo?%0d%0aX-Evil:%201=照片%1b")
    missed = got.headers["Docreplay-Nearest-Recording"]
    assert missed.isascii()
    assert missed.isprintable()
    assert "X-Evil" not in got.headers


def test_files_that_change_are_read_again(tmp_path: Path) -> None:
    served = recorded(tmp_path, Exchange(PHOTO, ONE))
    assert served.refresh() is False
    recorded(tmp_path, Exchange(sent("/groups"), TWO, "added", OTHER))
    assert served.refresh() is True
    assert served.number == 2
    assert ns([asked(served, "/v1.0/groups")]) == [2]
    file = tmp_path / f"cassettes/{OTHER}.json"
    file.write_text("{", encoding="utf-8")
    assert isinstance(served.refresh(), CassetteUnreadable)
    assert ns([asked(served, "/v1.0/groups")]) == [2]


def test_recordings_of_selected_pages_answer(tmp_path: Path) -> None:
    recorded(tmp_path, Exchange(PHOTO, ONE), Exchange(sent("/groups"), TWO, "other", OTHER))
    served = ServedRecordings(Config(root=tmp_path), [OTHER])
    assert served.number == 1
    assert ns(asked(served, path) for path in ("/v1.0/groups", "/v1.0/users/7/photo")) == [2, None]


def test_without_recordings_the_pages_answer(tmp_path: Path) -> None:
    got = asked(recorded(tmp_path), "/v1.0/users/7/photo")
    assert json.loads(got.text) == {"from": "page"}
    assert got.headers["Docreplay-Nearest-Recording"] == "nothing is recorded"
