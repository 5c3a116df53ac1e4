"""Lists that are read to the last page."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.live.conftest import Answer, Command, Pages, Service
from tests.support.pages import exchange
from tests.support.service import Exchange, service_of

LIST = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"value": [{"id": "a", "size": 1}]}'
FOLLOWED = ("--follow-pages", "p#get_photo")


def page(next_link: object = None, *elements: object, **members: object) -> Answer:
    """Return a page of a list; without elements, it has one."""
    body: dict[str, object] = {"value": list(elements or ({"id": "b", "size": 2},)), **members}
    if next_link is not None:
        body["@odata.nextLink"] = next_link
    return Answer(body=json.dumps(body))


@pytest.fixture
def users(pages: Pages) -> None:
    """A page that documents a list."""
    pages(p=exchange("GET /users", LIST))


@pytest.mark.usefixtures("users")
def test_pages_are_not_read_unless_asked(replay: Command, service: Service) -> None:
    service.answers["/users"] = [page("/users?page=2")]
    assert (replay().code, service.requests) == (0, ["GET /users"])


@pytest.mark.usefixtures("users")
@pytest.mark.parametrize("pattern", ["p#get_photo", "docs_source/p.md", "docs_source", "**"])
def test_each_page_is_compared(replay: Command, service: Service, pattern: str) -> None:
    service.answers |= {
        "/users": [page(f"{service.url}/users?page=2")],
        "/users?page=2": [page("/users?page=3")],
        "/users?page=3": [page(None, {"id": "c", "size": "3"})],
    }
    code, out, _ = replay("--follow-pages", pattern, "-v")
    assert code == 1
    assert "CON209 page 3: `value[0].size` must be an integer (got a string)" in out
    assert service.requests == ["GET /users", "GET /users?page=2", "GET /users?page=3"]
    assert "/users?page=3" in out[out.index("curl ") :]


@pytest.mark.usefixtures("users")
def test_what_several_pages_have_is_reported_once(replay: Command, service: Service) -> None:
    wrong = {"id": "c", "size": "3"}
    service.answers |= {
        "/users": [page("/users?page=2")],
        "/users?page=2": [page("/users?page=3", wrong)],
        "/users?page=3": [page("/users?page=4")],
        "/users?page=4": [page(None, wrong)],
    }
    _, out, _ = replay(*FOLLOWED)
    assert "CON209 page 2 and 1 more: `value[0].size`" in out
    assert out.count("CON209 ") == 1


def listing(body: str) -> str:
    """Return a page with a list, and its first response."""
    return exchange("GET /u", f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}")


LINKS: list[tuple[str, Mapping[str, str], object]] = [
    # the documented body, headers of the first page, and its body
    ('{"value": [{"id": "a"}]}', {"Link": '</u?page=2>; rel="next"'}, {"value": [{"id": "b"}]}),
    ('{"value": [{"id": "a"}]}',
     {"Link": '</u?p=1>; rel=prev, </u?page=2>; title="a, <b>"; rel=next'},
     {"value": [{"id": "b"}]}),
    ('{"value": [{"id": "a"}]}', {"Link": '</u?page=2>; rel="last Next"'},
     {"value": [{"id": "b"}]}),
    ('[{"id": "a"}]', {"Link": "<u?page=2>;rel=next"}, [{"id": "b"}]),
    ('{"items": [{"id": "a"}], "next": "https://api.example.com/u?page=9"}', {},
     {"items": [{"id": "b"}], "next": "/u?page=2"}),
    ('{"items": [{"id": "a"}], "paging": {"nextPageUrl": "/u?page=9"}}', {},
     {"items": [{"id": "b"}], "paging": {"nextPageUrl": "/u?page=2"}}),
    ('{"items": [{"id": "a"}], "_links": {"next": {"href": "/u?page=9"}}}', {},
     {"items": [{"id": "b"}], "_links": {"next": {"href": "/u?page=2"}}}),
    ('{"items": [{"id": "a"}], "links": [{"rel": "next", "href": "/u?page=9"}]}', {},
     {"items": [{"id": "b"}], "links": [{"rel": "self", "href": "/u"},
                                        {"rel": "next", "href": "/u?page=2"}]}),
    ('{"value": [{"id": "a"}], "@odata.nextLink": "https://x.example/u?page=9"}', {},
     {"value": [{"id": "b"}], "@odata.nextLink": "/u?page=2"}),
]  # fmt: skip
"""Spellings of the link to the next page."""


@pytest.mark.parametrize(("documented", "headers", "body"), LINKS)
def test_links_are_found(
    pages: Pages,
    replay: Command,
    service: Service,
    documented: str,
    headers: Mapping[str, str],
    body: object,
) -> None:
    pages(p=listing(documented))
    service.answers["/u"] = [Answer(body=json.dumps(body), headers=tuple(headers.items()))]
    ended = json.loads(json.dumps(body).replace("/u?page=2", ""))
    if isinstance(ended, dict):
        ended = {name: item for name, item in ended.items() if name in ("value", "items")}
    service.answers["/u?page=2"] = [Answer(body=json.dumps(ended))]
    replay(*FOLLOWED)
    assert service.requests == ["GET /u", "GET /u?page=2"]


NO_LINKS: list[tuple[str, Mapping[str, str], object]] = [
    ('{"value": []}', {"Link": "</u?page=2>; rel=prev"}, {"value": [1]}),
    ('{"value": []}', {"Link": '</u?page=2>; rel=next; anchor="#x"'}, {"value": [1]}),
    ('{"value": []}', {"Link": "</u?page=2"}, {"value": [1]}),
    ('{"value": []}', {}, {"value": [1], "next": "/u?page=2"}),
    ('{"value": [], "next": "cursor"}', {}, {"value": [1], "next": "/u?page=2"}),
    ('{"value": [], "next": "/u"}', {}, {"value": [1], "next": None}),
    ('{"value": []}', {}, {"value": [1], "@odata.nextLink": ""}),
]
"""What is not a link to the next page of the list."""


@pytest.mark.parametrize(("documented", "headers", "body"), NO_LINKS)
def test_other_links_are_not_followed(
    pages: Pages,
    replay: Command,
    service: Service,
    documented: str,
    headers: Mapping[str, str],
    body: object,
) -> None:
    pages(p=listing(documented))
    service.answers["/u"] = [Answer(body=json.dumps(body), headers=tuple(headers.items()))]
    replay(*FOLLOWED)
    assert service.requests == ["GET /u"]


@pytest.mark.parametrize("link", ['"next": "/users?page=9"', '"@odata.nextLink": "/users?page=9"'])
@pytest.mark.parametrize("number", [1, 2])
def test_the_last_page_needs_no_link(
    pages: Pages, replay: Command, service: Service, link: str, number: int
) -> None:
    body = f'{{"value": [{{"id": "a", "size": 1}}], {link}}}'
    pages(p=exchange("GET /users", f"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}"))
    service.answers["/users?page=9"] = [page()]
    service.answers["/users"] = [Answer(body=body) if number == 2 else page()]
    code, out, _ = replay(*FOLLOWED)
    assert (code, "1 case: 1 passed" in out, len(service.requests)) == (0, True, number), out


FAULTS = [
    ("/users", "error CON244 the next link of page 2 leads to an earlier page"),
    ("/users?page=2", "error CON244 the next link of page 2 leads to an earlier page"),
    ("http://10.0.0.7/u", "CON243 the next link of page 2 is not followed: host `10.0.0.7` is"),
    ("http://169.254.169.254/latest", "error CON243"),
    ("https://other.example/users", "error CON243"),
    ("http://[/users", "error CON243 the next link of page 2 is not followed: it is not a URL"),
    ("javascript:alert(1)", "error CON243"),
    ("/users?_method=DELETE", "error CON243"),
    (7, "error CON243 the next link of page 2 is not followed: it is not a URL"),
    ({"a": 1}, "error CON243"),
    ("/gone", "error CON201 page 3: expected status 200, got 404"),
    ("/broken", "error CON201 page 3: expected status 200, got 500"),
    ("/html", "error CON202 page 3: "),
    ("/hangs", "error CON245 page 3 cannot be read: no complete response within 1 s"),
]  # fmt: skip
"""Links of the second page, and what is reported."""


@pytest.mark.usefixtures("users")
@pytest.mark.parametrize(("link", "message"), FAULTS)
def test_a_list_that_cannot_be_read_fails_its_case(
    replay: Command, service: Service, link: object, message: str
) -> None:
    service.answers |= {
        "/users": [page("/users?page=2")],
        "/users?page=2": [page(link)],
        "/gone": [Answer(404, "{}")],
        "/broken": [Answer(500, "{}")],
        "/html": [Answer(body="<p>", headers=(("Content-Type", "text/html"),))],
        "/hangs": [Answer(hangs=True)],
    }
    ended = replay(*FOLLOWED, "--timeout", "1")
    assert ended.code in (1, 3)
    assert message in ended.out
    assert "1 case: 1 failed" in ended.out


@pytest.mark.usefixtures("users")
def test_an_error_of_the_service_in_the_middle_is_not_a_mismatch(
    replay: Command, service: Service, tmp_path: Path
) -> None:
    service.answers |= {"/users": [page("/u2")], "/u2": [Answer(500, "{}")]}
    replay(*FOLLOWED, "--report", f"json={tmp_path}/run.json")
    (case,) = json.loads((tmp_path / "run.json").read_text())["cases"]
    assert case["kind"] == "service-failed"


def endless(exchange: Exchange) -> None:
    """Respond with a page of a list that has 10,000 of them."""
    number = int(exchange.path.partition("=")[2] or 1)
    body: dict[str, object] = {"value": [{"id": str(number), "size": number}]}
    if number < 10_000:
        body["@odata.nextLink"] = f"/users?page={number + 1}"
    seen.append(number)
    exchange.give(200, {"Content-Type": "application/json"}, json.dumps(body).encode())


seen: list[int] = []
"""Numbers of the pages that were asked for."""


@pytest.mark.usefixtures("users")
@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("", 100, "more than 100 pages (`max-pages`)"),
        ("max-pages = 3\n", 3, "more than 3 pages (`max-pages`)"),
        ("max-response-bytes = 200\n", 3, "more than 200 bytes in all pages"),
        ("max-requests = 4\n", 4, "the run stopped after 4 requests"),
    ],
)
def test_the_number_of_pages_is_limited(
    replay: Command, tmp_path: Path, text: str, number: int, why: str
) -> None:
    (tmp_path / "docreplay.toml").write_text(text, encoding="utf-8")
    seen.clear()
    with service_of(endless) as url:
        code, out, _ = replay("--base-url", url, *FOLLOWED)
    assert (code, len(seen)) == (0, number)
    assert f"note RUN561 the list is not read beyond page {number}" in out
    assert why in out


@pytest.mark.usefixtures("users")
def test_an_empty_page_is_reported_only_if_all_are(replay: Command, service: Service) -> None:
    empty = Answer(body='{"value": [], "@odata.nextLink": "/users?page=2"}')
    service.answers |= {"/users": [empty], "/users?page=2": [page()]}
    assert "1 case: 1 passed" in replay(*FOLLOWED).out
    service.answers["/users?page=2"] = [Answer(body='{"value": []}')]
    assert "1 case: 1 passed" not in replay(*FOLLOWED).out


def test_headers_go_to_the_own_host_only(
    pages: Pages, replay: Command, service: Service, tmp_path: Path
) -> None:
    other_headers: list[dict[str, str]] = []

    def respond(exchange: Exchange) -> None:
        other_headers.append(dict(exchange.headers))
        exchange.give(200, {"Content-Type": "application/json"}, page().body.encode())

    pages(p=exchange("GET /users\nConsistencyLevel: eventual\nIf-None-Match: *", LIST))
    (tmp_path / "docreplay.toml").write_text('headers = { X-Key = "own-secret" }\n')
    with service_of(respond) as other:
        service.answers |= {"/users": [page("/u2")], "/u2": [page(f"{other}/u3")]}
        code = replay(*FOLLOWED, "--allow-host", other.removeprefix("http://")).code
    assert code == 0
    second = service.headers[1]
    assert (second["ConsistencyLevel"], second["X-Key"]) == ("eventual", "own-secret")
    assert "If-None-Match" not in second
    assert not {"ConsistencyLevel", "X-Key"} & set(other_headers[0])


@pytest.mark.usefixtures("users")
def test_a_pattern_without_a_page_is_reported(replay: Command, service: Service) -> None:
    service.otherwise = page()
    assert (
        "RUN501 `follow-pages`: `nowhere/**` matches no page"
        in replay("--follow-pages", "nowhere/**").out
    )
