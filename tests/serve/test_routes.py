"""Which case answers a request."""

import json

import pytest

from docreplay.model.case import Case
from docreplay.serve.choose import choose
from docreplay.serve.message import ClientRequest, MockResponse
from docreplay.serve.routes import Routes
from tests.support.pages import cases_of, exchange

OK = 'HTTP/1.1 200 OK\n\n{"n": 1}'
ALTERNATIVE = '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 404 Not Found\n```\n\n'


def routes(*requests: str, extra: str = "") -> Routes:
    page = "".join(exchange(text, OK, name=f"case_{n}") for n, text in enumerate(requests))
    return Routes(cases_of(page + extra))


def found(table: Routes, method: str, path: str, query: str = "", **more: str) -> str:
    """Return the name of the case that answers, or the code of the refusal, or nothing."""
    body = more.pop("body", "").encode()
    sent = ClientRequest(method=method, path=path, query=query, headers=more, body=body)
    cases = table.cases(method, path)
    chosen = choose(cases, sent, negotiate=True) if cases else None
    if isinstance(chosen, MockResponse):
        return str(json.loads(chosen.body)["error"]["code"])
    return chosen.id.partition("#")[2] if chosen else ""


@pytest.mark.parametrize(
    ("documented", "asked"),
    [
        ("/users/{id}/photo", "/users/42/photo"),
        ("/users/{id | name}", "/users/a%2Fb"),
        ("https://graph.example/v1/me", "/v1/me"),
        ("/drive/root:/{path}:/content", "/drive/root:/x.txt:/content"),
        ("/files/{+path}", "/files/a/b.txt"),
        ("/files/{+path}/meta{?page}", "/files/a/b/meta"),
        ("/statuses/:id/context", "/statuses/7/context"),
        ("/items{?page,limit}", "/items"),
        ("/reports/get(period='D7')", "/reports/get(period=%27D7%27)"),
        ("/photo/$value", "/photo/$value"),
        ("/照片/{id}", "/%E7%85%A7%E7%89%87/1"),
        ("/search(q='Contoso Project')", "/search(q='Contoso%20Project')"),
    ],
)
def test_a_documented_path_is_found(documented: str, asked: str) -> None:
    assert found(routes(f"GET {documented}"), "GET", asked) == "case_0"


@pytest.mark.parametrize("path", ["/users", "/users/1/photo/2", "/Users/1/photo", "/users//photo"])
def test_an_undocumented_path_is_not_found(path: str) -> None:
    assert found(routes("GET /users/{id}/photo"), "GET", path) == ""


def test_the_method_must_match() -> None:
    assert found(routes("GET /photo", "DELETE /photo"), "DELETE", "/photo") == "case_1"


def test_a_literal_segment_takes_precedence_over_a_placeholder() -> None:
    table = routes("GET /users/{id}", "GET /users/delta")
    assert found(table, "GET", "/users/delta") == "case_1"
    assert found(table, "GET", "/users/7") == "case_0"


def test_the_documented_query_decides() -> None:
    table = routes("GET /users", "GET /users?$count=true", "GET /users?$top=2&$count=true")
    assert found(table, "GET", "/users") == "case_0"
    assert found(table, "GET", "/users", "%24count=true") == "case_1"
    assert found(table, "GET", "/users", "$count=true&$top=2") == "case_2"


def test_the_documented_body_decides() -> None:
    table = routes('POST /users\n\n{"a": 1, "b": 2}', 'POST /users\n\n{"a": 2}', "POST /users")
    assert found(table, "POST", "/users", body='{"b":2,"a":1}') == "case_0"
    assert found(table, "POST", "/users", body='{"a": 2}') == "case_1"
    assert found(table, "POST", "/users") == "case_2"


def test_an_alternative_answers_only_when_it_is_asked_for() -> None:
    table = routes("GET /photo", extra=ALTERNATIVE)
    assert found(table, "GET", "/photo") == "case_0"
    assert found(table, "GET", "/photo", prefer="code=404") == "case_0~404"
    assert found(table, "GET", "/photo", prefer="return=minimal, code=404") == "case_0~404"
    assert found(table, "GET", "/photo", prefer="Code=404; x=1") == "case_0~404"


@pytest.mark.parametrize(
    ("prefer", "code"),
    [
        ("code=500", "no-such-response"),
        ('code="500"', "no-such-response"),
        ("return=minimal, code = 500", "no-such-response"),
        ("example=nothing", "no-such-response"),
        ("example=case_0, code=404", "no-such-response"),
        ("return=minimal", "case_0"),
        ("respond-async, wait=10", "case_0"),
        ("xcode=500", "case_0"),
    ],
)
def test_a_preference_that_no_page_documents_is_refused(prefer: str, code: str) -> None:
    table = routes("GET /photo", extra=ALTERNATIVE)
    assert found(table, "GET", "/photo", prefer=prefer) == code


def labels() -> list[str]:
    page = "".join(exchange("GET /photo", OK, name=name) for name in ("case_0", "case_1"))
    case: Case = cases_of(page)[1]
    place = f"{case.location.path}:{case.location.line}"
    return [case.name, "en-us/api/page%23case_1", place]


@pytest.mark.parametrize("label", labels())
def test_a_case_is_asked_for_by_name_id_or_place(label: str) -> None:
    table = routes("GET /photo", "GET /photo")
    assert found(table, "GET", "/photo", prefer=f'example="{label}"') == "case_1"


def test_a_preference_may_be_limited_to_the_responses_of_one_request() -> None:
    cases = cases_of("".join(exchange("GET /photo", OK, name=n) + ALTERNATIVE for n in "ab"))
    table = Routes(cases)
    limited = f'request="{cases[2].location.path}:{cases[2].location.line}"'
    assert found(table, "GET", "/photo", prefer="code=404") == "a~404"
    assert found(table, "GET", "/photo", prefer=f"code=404, {limited}") == "b~404"
    assert found(table, "GET", "/photo", prefer=limited) == "b"
    assert found(table, "GET", "/photo", prefer='code=404, request="other.md:1"') == "a~404"


def test_the_nearest_operations_are_named() -> None:
    table = routes("GET /users/{id}/photo", "POST /groups")
    assert table.nearest("GET", "/users/7/foto")[0] == "GET /users/{id}/photo"
    assert table.nearest("GET", "/zzz") == []


ID = "48d31887-5fad-4d73-a9f5-3c356e68a038"


def test_other_methods_of_the_same_path_are_the_nearest() -> None:
    table = routes("GET /beta/users/{id}/photos", "PATCH /beta/users/{id | name}/photo")
    assert table.nearest("GET", f"/beta/users/{ID}/photo") == [
        "PATCH /beta/users/{id | name}/photo",
        "GET /beta/users/{id}/photos",
    ]


def test_a_placeholder_is_like_any_segment_and_a_further_segment_makes_little_difference() -> None:
    table = routes("GET /users/{id}/photos/{name}/comments", "GET /groups/{id}/members")
    assert table.nearest("POST", f"/v1.0/users/{ID}/fotos/{ID}/comments") == [
        "GET /users/{id}/photos/{name}/comments"
    ]


def test_a_path_of_placeholders_alone_is_not_suggested() -> None:
    assert routes("GET /users/{id}/{name}").nearest("GET", f"/a/{ID}/{ID}") == []


def test_of_paths_that_are_alike_the_one_of_the_same_method_is_the_nearest() -> None:
    table = routes("PATCH /photos/{id}", "GET /photos/{id}")
    assert table.nearest("GET", "/photo/1")[0] == "GET /photos/{id}"


def test_head_is_answered_as_get_unless_it_is_documented() -> None:
    assert found(routes("GET /photo"), "HEAD", "/photo") == "case_0"
    assert found(routes("GET /photo", "HEAD /photo"), "HEAD", "/photo") == "case_1"
    assert found(routes("POST /photo"), "HEAD", "/photo") == ""
