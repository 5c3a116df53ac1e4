"""Which recording answers a request: 100 altered requests miss, 100 cosmetic changes do not."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.model.case import Answer, SentRequest, Unrecorded
from tests.replay.cassettes import BASE, Player, answer, record, sent

ACCEPT = (("Accept", "application/json, text/plain;q=0.5"),)
DOCUMENTED = ("ConsistencyLevel",)
BODY = {"name": "a", "size": 1.5, "tags": ["x", "y"], "owner": {"id": 7, "mail": None}}
FORM = "a=1&b=two+words&b=3"
PARTS = (
    '--limit\r\nContent-Disposition: form-data; name="meta"\r\n'
    "Content-Type: application/json\r\n\r\n"
    '{"a": 1, "b": 2}\r\n--limit\r\nContent-Disposition: form-data; name="file"\r\n\r\nplain\r\n'
    "--limit--\r\n"
)
XML = "<a><b>1</b></a>"
BINARY = bytes(range(256))


def typed(kind: str) -> tuple[tuple[str, str], ...]:
    return (*ACCEPT, ("Content-Type", kind), ("ConsistencyLevel", "eventual"))


JSON_REQUEST = sent(
    "/users/a%2Fb/photo?$top=5&$filter=name%20eq%20'x'&tag=1&tag=2",
    method="POST",
    headers=(*typed("application/json"), ("If-Match", '"1"'), ("Prefer", "a, b=1")),
    body=json.dumps(BODY),
)
GET_REQUEST = sent("/users?$top=5&$select=id,name", headers=(*ACCEPT, ("ConsistencyLevel", "x")))
FORM_REQUEST = sent(
    "/token", method="POST", headers=typed("application/x-www-form-urlencoded"), body=FORM
)
PARTS_REQUEST = sent(
    "/upload", method="POST", headers=typed("multipart/form-data; boundary=limit"), body=PARTS
)
XML_REQUEST = sent("/xml", method="PUT", headers=typed("application/xml"), body=XML)
BINARY_REQUEST = sent("/content", method="PUT", headers=typed("image/png"), body=BINARY)
BASES = (JSON_REQUEST, GET_REQUEST, FORM_REQUEST, PARTS_REQUEST, XML_REQUEST, BINARY_REQUEST)


def with_header(request: SentRequest, name: str, value: str | None) -> SentRequest:
    others = tuple(pair for pair in request.headers if pair[0].lower() != name.lower())
    return replace(request, headers=others if value is None else (*others, (name, value)))


def with_body(request: SentRequest, body: str | bytes | None) -> SentRequest:
    return replace(request, body=body.encode() if isinstance(body, str) else body)


Pairs = Iterator[tuple[SentRequest, SentRequest]]
"""Recorded requests, each with one that is sent."""


def altered() -> Pairs:
    """Yield requests that mean something different."""
    for base in BASES:
        for method in ("GET", "PATCH", "DELETE", "HEAD"):
            if base.method != method:
                yield base, replace(base, method=method)
        path, _, query = base.url.partition("?")
        for other in (f"{path}/x", f"{path}s", f"{path}/", path.replace("v1.0/", "v1.0/x/")):
            yield base, replace(base, url=f"{other}?{query}" if query else other)
        yield base, replace(base, url=f"{base.url}{'&' if query else '?'}$count=true")
        for name, value in (
            ("Accept", "text/html"),
            ("If-None-Match", '"2"'),
            ("Prefer", "return=minimal"),
            ("ConsistencyLevel", "strong"),
            ("ConsistencyLevel", None),
        ):
            yield base, with_header(base, name, value)
        if base.body:
            yield base, with_header(base, "Content-Type", "application/vnd.other+json")
            yield base, with_body(base, None)
            yield base, with_body(base, b"x" + base.body)


def altered_targets() -> Pairs:
    for url in (
        JSON_REQUEST.url.replace("$top=5", "$top=6"),
        JSON_REQUEST.url.replace("'x'", "'y'"),
        JSON_REQUEST.url.replace("&tag=2", ""),
        JSON_REQUEST.url.replace("tag=2", "tag=1"),
        JSON_REQUEST.url.replace("a%2Fb", "a/b"),
        JSON_REQUEST.url.replace("a%2Fb", "a%2Fc"),
    ):
        yield JSON_REQUEST, replace(JSON_REQUEST, url=url)


def altered_bodies() -> Pairs:
    for changed in (
        BODY | {"name": "b"},
        BODY | {"size": 1},
        BODY | {"size": "1.5"},
        BODY | {"tags": ["y", "x"]},
        BODY | {"tags": ["x"]},
        BODY | {"owner": {"id": 7}},
        BODY | {"owner": {"id": 8, "mail": None}},
        BODY | {"owner": None},
        BODY | {"more": None},
        {},
    ):
        yield JSON_REQUEST, with_body(JSON_REQUEST, json.dumps(changed))
    yield JSON_REQUEST, with_body(JSON_REQUEST, json.dumps(BODY).replace("1.5", "1.50"))
    for form in ("a=1&b=3", "a=1&b=two+words&b=4", "a=1&b=two%2Bwords&b=3", "a=1&b=3&b=3"):
        yield FORM_REQUEST, with_body(FORM_REQUEST, form)
    for parts in (
        PARTS.replace('"a": 1', '"a": 2'),
        PARTS.replace("plain", "other"),
        PARTS.replace('name="file"', 'name="data"'),
        PARTS.replace("plain\r\n", "plain\r\n\r\n"),
    ):
        yield PARTS_REQUEST, with_body(PARTS_REQUEST, parts)
    yield XML_REQUEST, with_body(XML_REQUEST, XML.replace("1", "2"))
    yield BINARY_REQUEST, with_body(BINARY_REQUEST, BINARY[::-1])


def cosmetic() -> Pairs:
    """Yield requests that mean the same."""
    chance = random.Random(16)
    for base in BASES:
        yield base, base
        yield base, replace(base, url=base.url.replace(BASE, "http://127.0.0.1:8080/v1.0"))
        for _ in range(5):
            headers = [(name.swapcase(), value) for name, value in base.headers]
            chance.shuffle(headers)
            yield base, replace(base, headers=tuple(headers))
        for name, value in (
            ("User-Agent", "other/2"),
            ("X-Request-Id", "42"),
            ("Authorization", "Bearer other"),
            ("traceparent", "00-1-2-3"),
            ("X-Unknown", "1"),
            ("Idempotency-Key", "77"),
        ):
            yield base, with_header(base, name, value)
        yield base, with_header(base, "Accept", "text/plain; q=0.5 ,application/json")
        path, _, query = base.url.partition("?")
        for _ in range(3 if query else 0):
            pairs = query.split("&")
            chance.shuffle(pairs)
            yield base, replace(base, url=f"{path}?{'&'.join(pairs)}")


def cosmetic_bodies() -> Pairs:
    chance = random.Random(16)
    yield JSON_REQUEST, replace(JSON_REQUEST, url=JSON_REQUEST.url.replace("%2F", "%2f"))
    yield JSON_REQUEST, replace(JSON_REQUEST, url=JSON_REQUEST.url.replace("%20", "+"))
    yield JSON_REQUEST, with_header(JSON_REQUEST, "Content-Type", "application/json; charset=UTF-8")
    yield JSON_REQUEST, with_header(JSON_REQUEST, "Prefer", "b=1,a")
    for indent in (None, 1, 2, 4, "\t"):
        for _ in range(3):
            members = list(BODY.items())
            chance.shuffle(members)
            text = json.dumps(dict(members), indent=indent)
            yield JSON_REQUEST, with_body(JSON_REQUEST, text)
    yield JSON_REQUEST, with_body(JSON_REQUEST, json.dumps(BODY).replace('"a"', '"\\u0061"'))
    for form in ("b=3&b=two+words&a=1", "b=two%20words&a=1&b=3", "a=%31&b=3&b=two+words"):
        yield FORM_REQUEST, with_body(FORM_REQUEST, form)
    other = PARTS.replace("limit", "another-boundary").replace('{"a": 1, "b": 2}', '{"b":2,"a":1}')
    moved = with_body(PARTS_REQUEST, other)
    yield (
        PARTS_REQUEST,
        with_header(moved, "Content-Type", "multipart/form-data; boundary=another-boundary"),
    )


ALTERED = [*altered(), *altered_targets(), *altered_bodies()]
COSMETIC = [*cosmetic(), *cosmetic_bodies()]


def test_there_are_a_hundred_of_each() -> None:
    assert len(ALTERED) >= 100
    assert len(COSMETIC) >= 100


def outcome(root: Path, recorded: SentRequest, request: SentRequest) -> object:
    record(root, recorded, documented=DOCUMENTED)
    base = "http://127.0.0.1:8080/v1.0" if "127.0.0.1" in request.url else BASE
    player = Player(root, "none", base_url=base)
    found = player.send(request, documented=DOCUMENTED)
    assert not player.live.requests
    return found


@pytest.mark.parametrize(("recorded", "request_"), ALTERED, ids=range(len(ALTERED)))
def test_an_altered_request_misses_and_names_the_nearest_recording(
    tmp_path: Path, recorded: SentRequest, request_: SentRequest
) -> None:
    found = outcome(tmp_path, recorded, request_)
    assert isinstance(found, Unrecorded)
    assert "the nearest, `get_photo`, differs: " in found.reason
    assert found.recorded != found.sent


@pytest.mark.parametrize(("recorded", "request_"), COSMETIC, ids=range(len(COSMETIC)))
def test_a_cosmetic_change_does_not_miss(
    tmp_path: Path, recorded: SentRequest, request_: SentRequest
) -> None:
    found = outcome(tmp_path, recorded, request_)
    assert isinstance(found, Answer)


def test_the_nearest_of_many_recordings_is_named(tmp_path: Path) -> None:
    player = Player(tmp_path, "all", cases=["a", "b", "c"])
    for case, target in (("a", "/users"), ("b", "/users/1/photo"), ("c", "/groups?$top=1")):
        player.send(sent(target), case)
    found = Player(tmp_path, "none").send(sent("/groups?$top=2"), "d")
    assert found == Unrecorded(
        reason="GET /groups?$top=2 is not recorded; the nearest, `c`, differs:"
        " query parameter `$top` is `2`, recorded: `1`",
        recorded="query parameter `$top`: `1`",
        sent="query parameter `$top`: `2`",
    )


def test_a_request_that_differs_in_a_header_of_vary_is_a_different_one(tmp_path: Path) -> None:
    varied = answer(headers=(("Vary", "Accept-Language, Accept-Encoding"),))
    record(tmp_path, sent(headers=[("Accept-Language", "de")]), varied)
    play = Player(tmp_path, "none")
    assert isinstance(play.send(sent(headers=[("Accept-Language", "fr")])), Unrecorded)
    assert isinstance(play.send(sent(headers=[("Accept-Language", "de")])), Answer)


def test_a_different_host_is_part_of_the_identity_and_that_of_the_base_url_is_not(
    tmp_path: Path,
) -> None:
    record(tmp_path, sent("https://uploads.example.com/v1.0/photo"))
    play = Player(tmp_path, "none")
    assert isinstance(play.send(sent("/photo")), Unrecorded)
    assert isinstance(play.send(sent("https://other.example.com/v1.0/photo")), Unrecorded)
    for host in ("uploads.example.com", "UPLOADS.example.com", "uploads.example.com:443"):
        found = Player(tmp_path, "none").send(sent(f"https://{host}/v1.0/photo"))
        assert isinstance(found, Answer)


@pytest.mark.parametrize(
    ("recorded", "equal", "others"),
    [
        (
            "https://files.example.com/a?x=1",
            ["HTTPS://FILES.example.com:443/a?x=1"],
            ["http://files.example.com/a?x=1", "https://files.example.com:80/a?x=1"],
        ),
        (
            "http://files.example.com/a",
            ["http://files.example.com:80/a", "http://Files.example.com/a"],
            ["https://files.example.com/a", "http://files.example.com:443/a"],
        ),
        (
            "http://files.example.com:8080/a",
            ["http://FILES.EXAMPLE.COM:8080/a"],
            ["http://files.example.com/a", "http://files.example.com:8081/a"],
        ),
        (
            "https://[2001:db8::1]/a",
            ["https://[2001:DB8::1]:443/a"],
            ["http://[2001:db8::1]/a", "https://[2001:db8::1]:8443/a", "https://[2001:db8::2]/a"],
        ),
        ("https://files.example.com", ["https://files.example.com/"], ["https://files.example"]),
        ("//files.example.com/a", ["//files.example.com/a"], ["https://files.example.com/a"]),
    ],
)
def test_a_different_origin_is_matched_with_its_scheme_and_port(
    tmp_path: Path, recorded: str, equal: list[str], others: list[str]
) -> None:
    """Its default port may be written (RFC 3986 §6.2.3); two slashes begin no URL of a request."""
    record(tmp_path, sent(recorded))
    for url in (recorded, *equal):
        assert isinstance(Player(tmp_path, "none").send(sent(url)), Answer), url
    for url in others:
        assert isinstance(Player(tmp_path, "none").send(sent(url)), Unrecorded), url


def test_the_recording_of_a_different_origin_names_its_scheme_and_port(tmp_path: Path) -> None:
    record(tmp_path, sent("http://files.example.com:8080/a?x=1"))
    missed = Player(tmp_path, "none").send(sent("https://files.example.com:8080/a?x=1"))
    assert isinstance(missed, Unrecorded)
    assert missed.reason.startswith("GET https://files.example.com:8080/a?x=1 is not recorded;")
    assert missed.recorded == "path: http://files.example.com:8080/a"


def test_a_parameter_without_a_value_is_empty_and_not_absent(tmp_path: Path) -> None:
    record(tmp_path, sent("/users?q="))
    found = Player(tmp_path, "none").send(sent("/users"))
    assert isinstance(found, Unrecorded)
    assert found.reason.endswith("query parameter `q` is nothing, recorded: empty")
