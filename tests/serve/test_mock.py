"""What real clients ask `docreplay serve`, without a socket."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pytest

from docreplay.model.case import Case
from docreplay.serve.app import Behavior, mock
from docreplay.serve.current import CurrentRoutes
from docreplay.serve.message import ClientRequest, MockResponse
from docreplay.serve.routes import Routes
from tests.support.pages import cases_of, exchange

OK = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "a": 1 }'
MOCK = Behavior(is_mock=True, cors=True)


@dataclass
class Got:
    status: str
    headers: dict[str, str]
    text: str

    @property
    def error(self) -> dict[str, Any]:
        return dict(json.loads(self.text)["error"])


def routes(*exchanges: tuple[str, str], path: str = "docs_source/en-us/api/page.md") -> Routes:
    return Routes(documented(*exchanges, path=path))


def documented(
    *exchanges: tuple[str, str], path: str = "docs_source/en-us/api/page.md"
) -> list[Case]:
    text = "".join(exchange(*pair, name=f"case_{n}") for n, pair in enumerate(exchanges))
    return list(cases_of(text, path))


def ask(
    table: Routes,
    method: str,
    target: str,
    headers: dict[str, str] | None = None,
    *,
    body: bytes | str = b"",
    behavior: Behavior = MOCK,
) -> Got:
    data = body.encode() if isinstance(body, str) else body
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "REQUEST_URI": target,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(data)),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "wsgi.input": io.BytesIO(data),
        "wsgi.url_scheme": "http",
    }
    for name, value in (headers or {}).items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    seen: list[Any] = []
    content = mock(lambda: table, behavior)(environ, lambda *args: seen.extend(args))
    text = b"".join(content).decode()
    return Got(seen[0], dict(seen[1]), text)


# Methods of a path


@pytest.mark.parametrize(
    ("asked", "allow"),
    [
        ("PUT /me", "GET, HEAD, OPTIONS"),
        ("DELETE /users/7", "GET, HEAD, OPTIONS, PATCH"),
        ("HEAD /orders", "OPTIONS, POST"),
        ("TRACE /me", "GET, HEAD, OPTIONS"),
    ],
)
def test_another_method_of_a_documented_path_is_refused(asked: str, allow: str) -> None:
    table = routes(
        ("GET /me", OK), ("GET /users/{id}", OK), ("PATCH /users/{id}", OK), ("POST /orders", OK)
    )
    method, path = asked.split()
    got = ask(table, method, path)
    assert (got.status, got.headers["Allow"]) == ("405 Method Not Allowed", allow)


def test_options_answers_with_the_methods() -> None:
    got = ask(routes(("GET /me", OK)), "OPTIONS", "/me")
    assert (got.status, got.headers["Allow"]) == ("204 No Content", "GET, HEAD, OPTIONS")
    assert ask(routes(("GET /me", OK)), "OPTIONS", "/you").status == "404 Not Found"
    assert ask(routes(("OPTIONS /me", OK)), "OPTIONS", "/me").status == "200 OK"


# Browsers

ORIGIN = "http://app.example"
PREFLIGHT = {"Origin": ORIGIN, "Access-Control-Request-Method": "PATCH"}


@pytest.mark.parametrize(
    "asked", ["GET /me", "GET /nothing", "PUT /me", "GET /me?$select=a", "OPTIONS /me"]
)
def test_every_response_is_readable_by_the_page_that_asks(asked: str) -> None:
    method, target = asked.split()
    got = ask(routes(("GET /me", OK)), method, target, {"Origin": ORIGIN})
    assert got.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert got.headers["Vary"] == "Origin"


def test_a_preflight_is_answered_with_the_methods_of_the_path() -> None:
    asked = PREFLIGHT | {"Access-Control-Request-Headers": "authorization, content-type"}
    got = ask(routes(("PATCH /users/{id}", OK)), "OPTIONS", "/users/7", asked)
    assert (got.status, got.text) == ("204 No Content", "")
    assert got.headers["Access-Control-Allow-Methods"] == "OPTIONS, PATCH"
    assert got.headers["Access-Control-Allow-Headers"] == "authorization, content-type"
    assert got.headers["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize("origin", ["", "http://a\xfc", "http://a, http://b", "x y"])
def test_what_is_not_an_origin_is_not_repeated(origin: str) -> None:
    got = ask(routes(("GET /me", OK)), "GET", "/me", {"Origin": origin})
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in got.headers


def test_requested_headers_that_are_not_names_are_not_repeated() -> None:
    asked = PREFLIGHT | {"Access-Control-Request-Headers": "a b; c"}
    got = ask(routes(("PATCH /me", OK)), "OPTIONS", "/me", asked)
    assert "Access-Control-Allow-Headers" not in got.headers


def test_documented_headers_can_be_read_by_scripts_and_a_documented_origin_that_fits_stays() -> (
    None
):
    response = "HTTP/1.1 200 OK\nETag: x\nAccess-Control-Allow-Origin: *\n\n{}"
    got = ask(routes(("GET /me", response)), "GET", "/me", {"Origin": ORIGIN})
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    got = ask(routes(("GET /me", response.replace("*", "https://b"))), "GET", "/me", PREFLIGHT)
    assert got.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert got.headers["Access-Control-Expose-Headers"] == "ETag"


def test_sharing_can_be_switched_off() -> None:
    got = ask(routes(("GET /me", OK)), "GET", "/me", PREFLIGHT, behavior=Behavior(is_mock=True))
    assert not [name for name in got.headers if name.startswith("Access-Control")]


# Ids and roots

GUID = "b320ee12-b1cd-4cca-b648-a437be61c5cd"


@pytest.mark.parametrize(
    ("target", "asked", "status"),
    [
        (f"/groups/{GUID}", "/groups/11111111-2222-3333-4444-555555555555", 200),
        (f"/groups/{GUID}/members/7", "/groups/1/members/2", 200),
        ("/users('ada@example.com')/photo", "/users('bob@example.com')/photo", 200),
        ("/users('ada@example.com')/photo", "/users/photo", 404),
        ("/groups/delta", "/groups/gamma", 404),
    ],
)
def test_an_id_in_a_documented_path_stands_for_any(target: str, asked: str, status: int) -> None:
    table = routes((f"GET https://graph.example/v1.0{target}", OK))
    assert int(ask(table, "GET", f"/v1.0{asked}").status[:3]) == status


def test_an_id_that_a_page_shows_gets_its_own_response() -> None:
    absent = "HTTP/1.1 404 Not Found\n\n{}"
    table = routes((f"GET /groups/{GUID}", OK), ("GET /groups/42", absent), ("GET /groups/me", OK))
    assert ask(table, "GET", "/groups/42").status == "404 Not Found"
    assert ask(table, "GET", "/groups/43").status == "200 OK"


def test_the_id_of_the_response_is_an_id_in_the_path() -> None:
    table = routes(("GET /pets/fido", 'HTTP/1.1 200 OK\n\n{ "id": "fido" }'))
    assert ask(table, "GET", "/pets/rex").status == "200 OK"


def test_an_id_of_one_response_is_an_id_in_each_case_of_the_path() -> None:
    update = "PATCH /v1.0/controls/NonOwnerAccess"
    table = routes(
        (update, "HTTP/1.1 204 No Content"),
        (update, f'{OK[:-10]}{{ "id": "NonOwnerAccess" }}'),
    )
    assert ask(table, "PATCH", "/v1.0/controls/x", {"Prefer": "code=200"}).status == "200 OK"
    assert ask(table, "PATCH", "/v1.0/controls/x", {"Prefer": "code=204"}).status[:3] == "204"


@pytest.mark.parametrize("body", ['{ "id": "rex" }', '{ "data": { "id": "rex" } }'])
def test_an_id_that_a_response_shows_is_one_in_the_paths_below(body: str) -> None:
    table = routes(
        ("GET /pets/rex", f"HTTP/1.1 200 OK\n\n{body}"),
        ("DELETE /pets/rex", "HTTP/1.1 204 No Content"),
        ("GET /pets/rex/toys", "HTTP/1.1 200 OK\n\n[]"),
        ("GET /shops/rex", "HTTP/1.1 200 OK\n\n[]"),
    )
    assert ask(table, "DELETE", "/pets/fido").status[:3] == "204"
    assert ask(table, "GET", "/pets/fido/toys").status == "200 OK"
    assert ask(table, "GET", "/shops/fido").status == "404 Not Found"


def test_a_literal_path_answers_before_a_placeholder_whatever_the_query() -> None:
    table = routes(("GET /users/{id}", OK), ("GET /users/delta?$top=1", OK.replace("1 }", "2 }")))
    assert ask(table, "GET", "/users/delta").text == '{ "a": 2 }'


@pytest.mark.parametrize(
    ("pages", "served", "unknown"),
    [
        (
            ["/me/drive", "https://h.example/v1.0/me"],
            ["/me/drive", "/v1.0/me/drive"],
            "/beta/me/drive",
        ),
        (
            ["/me/drive", "https://h.example/beta/me"],
            ["/me/drive", "/beta/me/drive"],
            "/v1.0/me/drive",
        ),
        (["/pets", "https://h.example/api/v2/dogs"], ["/pets", "/api/v2/pets"], "/api/pets"),
        (["/pets", "/v3/dogs"], ["/pets", "/v3/pets"], "/v2/pets"),
        (["/v1/pets", "https://h.example/v2/dogs"], ["/v1/pets"], "/v2/v1/pets"),
        (["/pets", "https://h.example/dogs"], ["/pets"], "/dogs/pets"),
        (
            [
                "/pets",
                "https://h.example/v1/a",
                "https://h.example/v1/b",
                "https://login.example/v2/t",
            ],
            ["/v1/pets"],
            "/v2/pets",
        ),
        (["/pets\nHost: other.example", "https://h.example/v1/a"], ["/pets"], "/v1/pets"),
    ],
)
def test_a_target_without_a_host_is_below_the_root_that_pages_name(
    pages: list[str], served: list[str], unknown: str
) -> None:
    table = routes(*((f"GET {target}", OK) for target in pages))
    assert [ask(table, "GET", path).status for path in served] == ["200 OK"] * len(served)
    assert ask(table, "GET", unknown).status == "404 Not Found"


def test_the_nearest_pages_that_name_a_root_count() -> None:
    beta = documented(
        ("GET /me/drive", OK), ("GET https://h.example/beta/me", OK), path="docs/beta/a.md"
    )
    stable = documented(("GET https://h.example/v1.0/me", OK), path="docs/v1.0/b.md")
    only = documented(("GET /me/photo", OK), path="docs/v1.0/c.md")
    table = Routes([*beta, *stable, *only])
    found = {p: ask(table, "GET", p).status[:3] for p in ("/beta/me/drive", "/v1.0/me/drive")}
    assert found == {"/beta/me/drive": "200", "/v1.0/me/drive": "404"}
    found = {p: ask(table, "GET", p).status[:3] for p in ("/beta/me/photo", "/v1.0/me/photo")}
    assert found == {"/beta/me/photo": "404", "/v1.0/me/photo": "200"}


# Links

HOST = {"Host": "mock.local:8123"}


@pytest.mark.parametrize(
    ("documented", "sent"),
    [
        ('{ "n": "https://h.example/a?t=1&u=2" }', '{ "n": "http://mock.local:8123/a?t=1&u=2" }'),
        ('{ "n": ["HTTP://H.example/v1"] }', '{ "n": ["http://mock.local:8123/v1"] }'),
        (r'{ "n": "https:\/\/h.example\/v1" }', r'{ "n": "http:\/\/mock.local:8123\/v1" }'),
        ('{ "u": "https://up.example/up/abc" }', '{ "u": "http://mock.local:8123/up/abc" }'),
        ('{ "u": "https://contoso.sharepoint.example/a" }', '{ "u": "http://mock.local:8123/a" }'),
        ('{ "u": "https://www.example/a" }', '{ "u": "https://www.example/a" }'),
        ('{ "u": "https://h.example.evil/a" }', '{ "u": "https://h.example.evil/a" }'),
        ('{ "u": "https://h.example@evil/a" }', '{ "u": "https://h.example@evil/a" }'),
        ('<a href="https://h.example/v1/x"/>', '<a href="http://mock.local:8123/v1/x"/>'),
    ],
)  # fmt: skip
def test_links_to_documented_hosts_lead_to_the_mock(documented: str, sent: str) -> None:
    table = routes(
        ("GET https://h.example/v1/users", f"HTTP/1.1 200 OK\n\n{documented}"),
        ("PUT https://up.example/up/abc", OK),
        ("GET https://{tenant}.sharepoint.example/a", OK),
    )
    assert ask(table, "GET", "/v1/users", HOST).text == sent


def test_links_in_headers_lead_to_the_mock() -> None:
    response = (
        "HTTP/1.1 201 Created\nLocation: https://h.example/v1/jobs/1\n"
        'Link: <https://h.example/v1/jobs?p=2>; rel="next"\n'
        "WWW-Authenticate: Bearer realm=https://h.example/v1\n\n{}"
    )
    got = ask(routes(("POST https://h.example/v1/jobs", response)), "POST", "/v1/jobs", HOST)
    assert got.headers["Location"] == "http://mock.local:8123/v1/jobs/1"
    assert got.headers["Link"] == '<http://mock.local:8123/v1/jobs?p=2>; rel="next"'
    assert got.headers["WWW-Authenticate"] == "Bearer realm=https://h.example/v1"
    assert got.headers["Content-Length"] == "2"


def test_where_pages_name_no_host_links_to_documented_paths_lead_to_the_mock() -> None:
    body = '{ "n": "https://a.example/users?p=2", "s": "https://a.example/terms" }'
    table = routes(("GET /users", f"HTTP/1.1 200 OK\n\n{body}"))
    sent = json.loads(ask(table, "GET", "/users", HOST).text)
    assert sent == {"n": "http://mock.local:8123/users?p=2", "s": "https://a.example/terms"}


@pytest.mark.parametrize(
    "host", ['a"><script>', "a\r\nX: 1", "a/b", "user@a", "a b", "", "a:999999", "[::1"]
)
def test_a_host_header_that_is_not_a_host_is_not_used(host: str) -> None:
    table = routes(("GET https://h.example/a", 'HTTP/1.1 200 OK\n\n{ "n": "https://h.example/b" }'))
    assert ask(table, "GET", "/a", {"Host": host}).text == '{ "n": "http://127.0.0.1:8000/b" }'


# Media types

XML = "HTTP/1.1 200 OK\nContent-Type: application/xml\n\n<a/>"
TWO = [("GET /pets", OK)]


def in_two_types() -> Routes:
    page = exchange("GET /pets", OK, name="pets")
    page += f'<!-- {{ "blockType": "response", "name": "pets" }} -->\n```http\n{XML}\n```\n'
    page += '<!-- { "blockType": "response", "name": "pets" } -->\n'
    page += "```http\nHTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{}\n```\n"
    return Routes(cases_of(page))


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/xml", "application/xml"),
        ("application/*", "application/json"),
        ("application/json;q=0.5, application/xml", "application/xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("application/json; odata.metadata=none", "application/json"),
        ("application/xml;q=0, */*", "application/json"),
        ("nonsense", "application/json"),
        ("application/xml;q=high", "application/xml"),
    ],
)
def test_accept_chooses_the_media_type(accept: str, kind: str) -> None:
    got = ask(in_two_types(), "GET", "/pets", {"Accept": accept})
    assert (got.status, got.headers["Content-Type"]) == ("200 OK", kind)


@pytest.mark.parametrize("accept", ["image/png", "text/*, image/*;q=0.1", "*/*;q=0"])
def test_a_media_type_that_no_page_documents_is_refused(accept: str) -> None:
    got = ask(in_two_types(), "GET", "/pets", {"Accept": accept})
    assert got.status == "406 Not Acceptable"
    assert got.error["documented"] == ["application/json", "application/xml"]


def test_an_error_and_what_the_page_itself_asks_for_are_sent_as_documented() -> None:
    asked = {"Accept": "image/png", "Prefer": "code=404"}
    assert ask(in_two_types(), "GET", "/pets", asked).status == "404 Not Found"
    table = routes(("GET /pets\nAccept: image/png", OK))
    assert ask(table, "GET", "/pets", {"Accept": "image/png"}).status == "200 OK"
    empty = routes(("DELETE /pets", "HTTP/1.1 204 No Content"))
    assert ask(empty, "DELETE", "/pets", {"Accept": "image/png"}).status == "204 No Content"


# Bodies

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
POST = ('POST /groups\nContent-Type: application/json\n\n{ "name": "x", "n": 1, "t": ["a"] }', OK)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (JSON, '{ "name":', 400),
        (JSON, "{'name': 1}", 400),
        (JSON, '{ "n": 1, }', 400),
        (JSON, '{ "n": NaN }', 400),
        (JSON, "name", 400),
        (JSON, b"\xff\xfe{", 400),
        (JSON, "[" * 100_000, 400),
        (JSON, "", 400),
        ({}, "name", 400),
        (FORM, '{ "name":', 400),
        ({"Content-Type": "application/merge-patch+json"}, "{", 400),
        (JSON, '{ "other": 1 }', 200),
        (JSON, "[]", 200),
        ({}, "", 200),
        (FORM, "name=x", 200),
        ({**JSON, "Content-Encoding": "gzip"}, b"\x1f\x8b", 200),
    ],
)
def test_a_body_that_is_not_json_is_refused_where_json_is_documented(
    headers: dict[str, str], body: bytes | str, status: int
) -> None:
    assert int(ask(routes(POST), "POST", "/groups", headers, body=body).status[:3]) == status


def test_the_error_has_the_position_of_invalid_json() -> None:
    error = ask(routes(POST), "POST", "/groups", JSON, body='{ "name":').error
    assert error["message"] == (
        "the request body is not valid JSON: expecting value at line 1, column 10"
    )


@pytest.mark.parametrize("documented", ["", "\n\nany text", "\nContent-Type: text/plain\n\n{ a"])
def test_a_body_may_be_anything_where_no_json_is_documented(documented: str) -> None:
    table = routes((f"PUT /content{documented}", OK))
    assert ask(table, "PUT", "/content", JSON, body="{").status == "200 OK"


def test_a_broken_body_that_a_page_documents_gets_its_documented_response() -> None:
    broken = 'POST /groups\nContent-Type: application/json\n\n{ "name": "x" "y" }'
    table = routes(POST, (broken, "HTTP/1.1 400 Bad Request\n\n{}"))
    got = ask(table, "POST", "/groups", JSON, body='{ "name": "x" "y" }')
    assert (got.status, got.text) == ("400 Bad Request", "{}")


# Validation

STRICT = Behavior(is_mock=True, validate=True)
SENT = (
    "POST /groups\nAuthorization: Bearer {token}\nIf-Match: x\nAccept: application/json\n"
    'Content-Type: application/json\n\n{ "name": "x", "n": 1, "t": [{ "ok": true }] }'
)
GOOD = {**JSON, "Authorization": "Bearer t", "If-Match": "y"}


@pytest.mark.parametrize(
    ("headers", "body", "status", "violations"),
    [
        (GOOD, '{ "n": 2.5, "t": [{ "ok": false }], "more": 1 }', 200, None),
        (GOOD, '{ "n": null }', 200, None),
        (GOOD, '{ "n": "2", "t": [{ "ok": 1 }] }', 400,
         ["`/n`: expected number, got string", "`/t/0/ok`: expected boolean, got number"]),
        (GOOD, "[]", 400, ["`/`: expected object, got array"]),
        (GOOD | FORM, "n=2", 415, None),
        ({**JSON, "If-Match": "y"}, "{}", 401, ["missing header `Authorization`"]),
        ({**JSON, "Authorization": "Bearer t"}, "{}", 400, ["missing header `If-Match`"]),
        ({"Authorization": "Bearer t", "If-Match": "y"}, "", 400, ["missing request body"]),
        (JSON | {"Prefer": "code=200"}, "{}", 200, None),
    ],
)  # fmt: skip
def test_validation_refuses_what_differs_from_the_documented_request(
    headers: dict[str, str], body: str, status: int, violations: list[str] | None
) -> None:
    got = ask(routes((SENT, OK)), "POST", "/groups", headers, body=body, behavior=STRICT)
    assert int(got.status[:3]) == status
    if violations:
        assert sorted(got.error["violations"]) == violations
    assert ask(routes((SENT, OK)), "POST", "/groups", headers, body=body).status == "200 OK"


# Log, changes, time


def test_every_request_is_logged_with_the_page_that_answers() -> None:
    seen: list[tuple[str, int, bool]] = []

    def log(request: ClientRequest, reply: MockResponse) -> None:
        seen.append((request.path, reply.status, reply.case is not None))

    for path in ("/me", "/you"):
        ask(routes(("GET /me", OK)), "GET", path, behavior=Behavior(is_mock=True, log=log))
    assert seen == [("/me", 200, True), ("/you", 404, False)]


def test_changed_routes_replace_the_current_ones() -> None:
    waiting = [routes(("GET /new", OK))]
    old = routes(("GET /old", OK))
    current = CurrentRoutes(old, lambda: waiting.pop() if waiting else None)
    assert current() is old
    current.refresh()
    new = current()
    assert new.cases("GET", "/new")
    current.refresh()
    assert current() is new


def seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    for _ in range(20):
        work()
    return perf_counter() - started


def test_a_suggestion_takes_no_longer_with_more_operations() -> None:
    def time_with(count: int) -> float:
        table = routes(*((f"GET /v1/user{n}s/{{id}}/members", OK) for n in range(count)))
        assert table.nearest("GET", "/v1/user1s/1/nothing-of-the-kind")
        paths = ("/v1/user1s/1/nothing-of-the-kind", "/v1/usr7s/1/members", "/" + "user1s/" * 200)
        return seconds(lambda: [table.nearest("GET", path) for path in paths])

    few, most = time_with(500), time_with(2000)
    assert most < max(3 * few, 0.5)
