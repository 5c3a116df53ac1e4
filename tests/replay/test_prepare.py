"""What may leave, and in which form."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.case import SentRequest, Skipped
from docreplay.model.http.http import Header
from docreplay.model.location import Location
from docreplay.replay.prepare import prepare
from docreplay.replay.service import Service
from docreplay.replay.transport.transport import RequestsTransport
from tests.replay.faults import faults
from tests.support.pages import case_of

REAL = Service(
    base_url="https://api.example.com/base", documented_hosts=frozenset({"graph.example"})
)
BOLD = replace(REAL, unsafe_methods=True)
EMBEDDED = Service(base_url="http://127.0.0.1:8000", embedded=True)
AT = Location("page.md", 1)


def sent(request: str, service: Service = BOLD, **values: str) -> SentRequest:
    found = prepare(case_of(request).request, service, values)
    assert isinstance(found, SentRequest)
    return found


def skipped(request: str, service: Service = REAL, **values: str) -> Skipped:
    found = prepare(case_of(request).request, service, values)
    assert isinstance(found, Skipped)
    return found


def test_a_documented_host_is_replaced_and_its_path_kept() -> None:
    assert sent("GET https://graph.example/v1/me?x=a b").url == (
        "https://api.example.com/base/v1/me?x=a%20b"
    )


@pytest.mark.parametrize(
    ("request_text", "host"),
    [
        ("PUT https://upload.example/up/1", "upload.example"),
        ("PUT http://upload.example:8080/up/1", "upload.example"),
        ("PUT HTTPS://GRAPH.example.evil/up/1", "graph.example.evil"),
        ("PUT https://evil-graph.example/up/1", "evil-graph.example"),
        ("PUT https://{where}.example/up/1", "{where}.example"),
        ("PUT https://{where}/up/1", "{where}"),
        ("PUT https://graph%2Eexample/up/1", "graph%2eexample"),
        ("PUT https://[::1]/up/1", "[::1]"),
        ("PUT /up/1\nHost: upload.example", "upload.example"),
        ("PUT /up/1\nhost:  Upload.Example:443", "upload.example"),
        ("PUT /up/1\nHost: {where}", "{where}"),
        ("PUT https://upload.example/up/1\nHost: graph.example", "upload.example"),
        ("PUT ftp://upload.example/up/1", "upload.example"),
    ],
)
def test_a_request_for_another_host_is_skipped(request_text: str, host: str) -> None:
    found = skipped(request_text, BOLD, where="s3cret-place")
    assert found.kind == "host"
    assert found.reason.startswith(f"another host is documented: `{host}` (")


@pytest.mark.parametrize(
    "request_text",
    [
        "PUT https://graph.example/x",
        "PUT HTTP://Graph.Example:8080/x",
        "PUT https://graph.example./x",
        "PUT https://API.example.com/x",
        "PUT https://{where}/x",
        "PUT /x\nHost: graph.example",
        "PUT /x\nHost: {where}",
        "PUT /x\nHost:",
        "PUT /x",
        "PUT //upload.example/../x",
        "PUT /https://upload.example/x",
        "PUT /x?to=https://upload.example",
    ],
)
def test_a_request_for_the_documented_host_is_sent_to_the_base_url(request_text: str) -> None:
    service = replace(BOLD, headers={"Authorization": "Bearer own"})
    found = prepare(case_of(request_text).request, service, {"where": "graph.example"})
    assert isinstance(found, SentRequest)
    assert found.url.startswith("https://api.example.com/base/")
    assert dict(found.headers)["Authorization"] == "Bearer own"


def test_the_embedded_service_answers_for_every_host() -> None:
    assert sent("GET https://upload.example/x", EMBEDDED).url == "http://127.0.0.1:8000/x"


def test_an_allowed_host_may_be_documented_in_a_header() -> None:
    service = replace(
        BOLD, allow_hosts=frozenset({"upload.example"}), headers={"Authorization": "Bearer own"}
    )
    found = sent("PUT /up/1\nHost: upload.example", service)
    assert found.url == "https://upload.example/up/1"
    assert "Authorization" not in dict(found.headers)


def test_an_allowed_host_stays_and_gets_none_of_our_headers() -> None:
    service = replace(
        REAL, allow_hosts=frozenset({"graph.example"}), headers={"Authorization": "Bearer own"}
    )
    found = sent("GET https://graph.example/v1/me", service)
    assert found.url == "https://graph.example/v1/me"
    assert "Authorization" not in dict(found.headers)
    assert dict(sent("GET /v1/me", service).headers)["Authorization"] == "Bearer own"


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://api.example.com/x", True),
        ("HTTPS://API.example.com:443/x", True),
        ("https://api.example.com:8443/x", False),
        ("http://api.example.com/x", False),
        ("http://api.example.com:443/x", False),
    ],
)
def test_our_headers_go_to_the_origin_of_the_base_url_alone(url: str, own: bool) -> None:
    allowed = frozenset({"api.example.com"})
    service = replace(REAL, allow_hosts=allowed, headers={"X-Own": "1"})
    found = sent(f"GET {url}", service)
    assert ("X-Own" in dict(found.headers)) is own
    assert found.url.endswith("/x")


@pytest.mark.parametrize(
    ("allowed", "url", "stays"),
    [
        ("a.example", "http://a.example:8080/x", True),
        ("a.example:8080", "http://a.example:8080/x", True),
        ("a.example:8080", "http://a.example/x", False),
        ("a.example:443", "https://a.example/x", True),
        ("[::1]", "http://[::1]:8080/x", True),
        ("[::1]:8080", "http://[::1]:8080/x", True),
        ("a.example", "ftp://a.example/x", False),
    ],
)
def test_a_host_may_be_allowed_for_one_port(allowed: str, url: str, stays: bool) -> None:
    own = frozenset({"a.example", "[::1]"})
    service = replace(REAL, documented_hosts=own, allow_hosts=frozenset({allowed}))
    found = sent(f"GET {url}", service)
    assert found.url == (url if stays else "https://api.example.com/base/x")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MERGE"])
def test_methods_that_may_change_data_are_skipped_unless_allowed(method: str) -> None:
    found = skipped(f"{method} /photo")
    assert found.kind == "unsafe-method"
    assert "--unsafe-methods" in found.reason
    assert sent(f"{method} /photo").method == method


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_safe_methods_are_sent(method: str) -> None:
    assert sent(f"{method} /photo", REAL).method == method


def test_an_unfilled_placeholder_is_a_reason_to_skip() -> None:
    found = skipped("GET /users/{id | name}/photo")
    assert found.kind == "placeholder"
    assert "`{id | name}`" in found.reason
    assert "--var name=" in found.reason


def test_an_empty_value_does_not_fill_a_placeholder() -> None:
    found = skipped("DELETE /users/{id}", BOLD, id=" ")
    assert found.kind == "placeholder"
    assert found.reason.startswith("empty value for `{id}` (use --var id=VALUE")
    assert sent("GET /{id|name}", id="", name="mia").url.endswith("/mia")
    assert sent("GET /{id}", EMBEDDED, id="").url.endswith("/id-value")


def test_an_encoded_name_in_braces_is_a_placeholder() -> None:
    assert "`%7Bms%7D`" in skipped("GET /a/%7Bms%7D").reason
    assert sent("GET /a/%7Bms%7D", ms="7").url.endswith("/a/7")
    assert sent("GET /a/%7Bms%20%7C%20id%7D", id="7").url.endswith("/a/7")
    for data in ("%7B%22a%22:1%7D", "%7BD57A0D5C-1111-2222-3333-444455556666%7D"):
        assert sent(f"GET /a?q={data}").url.endswith(f"/a?q={data}")


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("..", "%2E%2E"),
        (".", "%2E"),
        ("...", "%2E%2E%2E"),
        ("../admin", "..%2Fadmin"),
        ("a.b", "a.b"),
        ("%2E%2E", "%252E%252E"),
    ],
)
def test_a_value_remains_one_segment_of_the_path(value: str, segment: str) -> None:
    with faults() as service:
        target = replace(REAL, base_url=f"{service.url}/ok")
        found = sent("GET /users/{id}/photo", target, id=value)
        transport = RequestsTransport(timeout=5, max_bytes=1000)
        transport.send(found)
        transport.close()
    assert found.url.endswith(f"/users/{segment}/photo")
    assert service.heads[0].startswith(f"GET /ok/users/{segment}/photo HTTP/1.1")


@pytest.mark.parametrize("name", ["X-Tenant", "x-tenant"])
def test_a_configured_header_replaces_the_documented_one(name: str) -> None:
    service = replace(REAL, headers={"X-Tenant": "configured"})
    found = sent(f"GET /photo\n{name}: documented\nX-Other: 1", service)
    tenants = [header for header in found.headers if header[0].lower() == "x-tenant"]
    assert tenants == [("X-Tenant", "configured")]
    assert ("X-Other", "1") in found.headers


def test_headers_are_filled_or_a_reason_to_skip() -> None:
    request = 'GET /photo\nIf-Match: "{etag | tag}"'
    found = skipped(request)
    assert found.kind == "placeholder"
    assert found.reason.startswith("missing value for `{etag | tag}` in header `If-Match` (use")
    assert dict(sent(request, REAL, tag="a b").headers)["If-Match"] == '"a b"'
    assert dict(sent(request, EMBEDDED).headers)["If-Match"] == '"{etag | tag}"'
    assert dict(sent(request, EMBEDDED, etag="1").headers)["If-Match"] == '"1"'


@pytest.mark.parametrize(
    "value",
    [
        '"{D57A0D5C-1111-2222-3333-444455556666},2"',
        '"{D57A…},2"',
        "{FBE0D5C1}",
        '{"path": "/a"}',
        "{a, b}",
        "{1}",
        "{}",
    ],
)
def test_braces_without_a_name_are_sent_in_a_header(value: str) -> None:
    found = dict(sent(f"GET /photo\nX-A: {value}", REAL, a="1").headers)["X-A"]
    assert found.encode("latin-1").decode() == value


def test_a_documented_credential_needs_no_value() -> None:
    assert "Authorization" not in dict(
        sent("GET /photo\nAuthorization: Bearer {token}", REAL).headers
    )


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("application/json", '{"a": "{id}"}', '{"a": "4\\"2&"}'),
        ("application/json", '{"a": "{no}", "b": {id}}', '{"a": "{no}", "b": {id}}'),
        ("text/plain", "x {id} {no}", 'x 4"2& {no}'),
        ("application/xml", "<a>{id}</a><id>", "<a>4&quot;2&amp;</a><id>"),
        ("application/x-www-form-urlencoded", "a={id}&b={no}", "a=4%222%26&b={no}"),
    ],
)
def test_bodies_are_filled_as_their_media_type_wants_it(
    content_type: str, body: str, expected: str
) -> None:
    found = sent(f"POST /photo\nContent-Type: {content_type}\n\n{body}", id='4"2&')
    assert (found.body or b"").decode() == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a=1&\nb=2", "a=1&b=2"),
        ("a=1\n&b=2\n", "a=1&b=2"),
        ("a=1\n  b[x]=2", "a=1&b[x]=2"),
        ("a=eyJ\nhbGc==\n&b=2", "a=eyJhbGc==&b=2"),
        ("a=1&b=2", "a=1&b=2"),
    ],
)
def test_a_form_is_one_line(written: str, expected: str) -> None:
    form = "POST /photo\nContent-Type: application/x-www-form-urlencoded"
    assert sent(f"{form}\n\n{written}").body == expected.encode()


def test_a_multipart_body_is_framed_by_crlf() -> None:
    parts = "--b\nContent-Type: text/plain\nX: 1\n\none\ntwo\n--b\n\nthree\n--b--"
    found = sent(f'POST /photo\nContent-Type: multipart/mixed; boundary="b"\n\n{parts}')
    assert found.body == (
        b"--b\r\nContent-Type: text/plain\r\nX: 1\r\n\r\none\ntwo\r\n--b\r\n\r\nthree\r\n--b--\r\n"
    )


def test_the_embedded_service_takes_any_value() -> None:
    assert (
        sent("GET /users/{id | name}", EMBEDDED).url == "http://127.0.0.1:8000/users/id-name-value"
    )


@pytest.mark.parametrize("target", ["/a{b/c", "/a}b", "/{a{b}}", "/x?q={"])
def test_a_target_with_a_brace_is_never_sent(target: str) -> None:
    assert skipped(f"GET {target}", REAL, b="1", a="1").kind == "placeholder"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_target_reaches_another_host(target: str) -> None:
    request = replace(case_of("GET /x").request, target=target)
    found = prepare(request, REAL, {})
    if isinstance(found, SentRequest):
        assert urlsplit(found.url).hostname == "api.example.com"
        assert found.url.startswith("https://api.example.com/base/")
        assert found.url.isascii()


@pytest.mark.parametrize(
    "target",
    [
        "https://graph.example@evil.example/x",
        "https://graph.example\\@evil.example/x",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "https://evil.example#@graph.example/",
        "https://graph.example.evil.example/x",
        "file:///etc/passwd",
        "/x\r\nHost: evil.example",
    ],
)
def test_a_manipulated_host_reaches_allowed_hosts_only(target: str) -> None:
    service = replace(REAL, allow_hosts=frozenset({"graph.example"}))
    request = replace(case_of("GET /x").request, target=target)
    found = prepare(request, service, {})
    if isinstance(found, SentRequest):
        assert urlsplit(found.url).hostname in ("api.example.com", "graph.example")
        assert "\r" not in found.url


@pytest.mark.parametrize("blank", ["\t", "\n", "\r"])
def test_a_blank_in_the_host_is_not_removed_to_reach_an_allowed_host(blank: str) -> None:
    """Libraries remove it from a URL (WHATWG URL §4.4), others send it as it is."""
    service = replace(BOLD, allow_hosts=frozenset({"upload.example"}))
    found = skipped("PUT /x\nHost: {where}", service, where=f"upload.exam{blank}ple")
    shown = f"upload.exam%{ord(blank):02X}ple"
    assert found == Skipped(kind="host", reason=f"host `{shown}` is not allowed")


@pytest.mark.parametrize(
    "header",
    [
        "Authorization: Bearer {token}",
        "Proxy-Authorization: Basic x",
        "Cookie: a=b",
        "X-Api-Key: 1",
        "x-ms-token: 2",
        "Ocp-Apim-Subscription-Key: 1",
        "X-Functions-Key: 1",
        "X-Auth: 1",
        "X-Auth-User: 1",
        "X-Own-Token: 1",
    ],
)
def test_a_documented_credential_is_an_example_and_is_not_sent(header: str) -> None:
    name = header.partition(":")[0]
    assert name not in dict(sent(f"GET /photo\n{header}").headers)
    assert name in dict(sent(f"GET /photo\n{header}", EMBEDDED).headers)


@pytest.mark.parametrize(
    "name", ["Idempotency-Key", "X-Author", "x-ms-continuation-token", "If-Match", "X-Keyword"]
)
def test_a_header_that_is_not_a_credential_is_sent(name: str) -> None:
    assert dict(sent(f"GET /photo\n{name}: 1").headers)[name] == "1"


def test_accept_allows_other_media_types_than_json() -> None:
    assert dict(sent("GET /photo").headers)["Accept"] == "application/json, */*;q=0.5"
    assert dict(sent("GET /photo\nAccept: image/jpeg").headers)["Accept"] == "image/jpeg"


@pytest.mark.parametrize("name", ["Content-Length", "Host", "Connection", "Transfer-Encoding"])
def test_headers_of_the_transport_are_its_own(name: str) -> None:
    service = replace(BOLD, documented_hosts=frozenset({"1"}))
    assert name not in dict(sent(f"GET /photo\n{name}: 1", service).headers)


def test_a_header_that_would_break_the_message_is_not_sent() -> None:
    request = replace(
        case_of("GET /x").request,
        headers=(
            Header("X-A", "1\r\nX-Evil: 2", AT),
            Header("X Y", "1", AT),
            Header("X-B", "2", AT),
        ),
    )
    found = prepare(request, REAL, {})
    assert isinstance(found, SentRequest)
    assert [name for name, _ in found.headers] == ["X-B", "Accept"]


def test_lenient_json_is_sent_as_strict_json_and_other_text_unchanged() -> None:
    assert sent('POST /photo\n\n{ "a": 1, }').body == b'{"a": 1}'
    assert sent('POST /photo\n\n{ "a": 1 }').body == b'{ "a": 1 }'
    found = sent("PUT /photo\nContent-Type: image/jpeg\n\n<bytes>")
    assert found.body == b"<bytes>"
    assert dict(found.headers)["Content-Type"] == "image/jpeg"


def test_json_without_a_media_type_gets_one() -> None:
    for body in ("{}", "  {}", "[1,]"):
        found = dict(sent(f"POST /photo\n\n{body}").headers)
        assert found["Content-Type"] == "application/json"


def test_a_preference_is_for_the_embedded_service_alone() -> None:
    request = case_of("GET /photo").request
    for service, expected in ((EMBEDDED, "code=404"), (REAL, None)):
        found = prepare(request, service, {}, "code=404")
        assert isinstance(found, SentRequest)
        assert dict(found.headers).get("Prefer") == expected


def test_a_media_type_of_the_page_is_the_only_one() -> None:
    found = sent("POST /photo\ncontent-type: application/merge-patch+json\n\n{}").headers
    types = [value for name, value in found if name.lower() == "content-type"]
    assert types == ["application/merge-patch+json"]


@pytest.mark.parametrize(
    "head",
    [
        "GET /users/1\nX-HTTP-Method-Override: DELETE",
        "GET /users/1\nx_http_method: patch",
        "GET /users/1\nX-Method-Override: GET, DELETE",
        "GET /users/1?_method=delete",
        "GET /users/1?a=b&%5Fmethod=PUT",
        "GET /users/1?X-HTTP-Method-Override=PUT",
        "GET /users/1\nContent-Type: application/x-www-form-urlencoded\n\na=b&_method=DELETE",
        'GET /users/1\nContent-Type: application/json\n\n{"_method": "DELETE"}',
    ],
)
def test_a_method_in_disguise_counts_as_that_method(head: str) -> None:
    assert skipped(head).kind == "unsafe-method"
    assert sent(head).method == "GET"


@pytest.mark.parametrize(
    "head", ["GET /x?method=delete", "GET /x\nX-HTTP-Method-Override: HEAD", "GET /x?_method="]
)
def test_a_safe_method_in_disguise_is_sent(head: str) -> None:
    assert sent(head, REAL).method == "GET"


@pytest.mark.parametrize(
    "target",
    [
        "/../..",
        "/../admin",
        "/%2e%2e/admin",
        "/.%2E/admin",
        "/..;/admin",
        "/..;a=b/admin",
        "/..\\admin",
        "/..%5cadmin",
        "/a/..%2f..%2fadmin",
        "/%252e%252e/admin",
        "/a/../../admin",
        "/%c0%ae%c0%ae/admin",
    ],
)
def test_a_path_does_not_leave_the_base_path(target: str) -> None:
    assert skipped(f"GET {target}").kind == "host"


@pytest.mark.parametrize("target", ["/a/../b", "/./a", "/a..b/c", "/a/...", "/x?path=../.."])
def test_a_path_below_the_base_path_is_sent(target: str) -> None:
    assert sent(f"GET {target}", REAL).url.startswith("https://api.example.com/base/")


@pytest.mark.parametrize(
    "name",
    [
        *("Host", "X-Forwarded-Host", "Forwarded", "X-Original-URL", "X_Rewrite_URL", "Via"),
        *("Proxy-Foo", "Connection", "Transfer-Encoding", "TE", "Upgrade", "X-Real-IP", "Expect"),
    ],
)
def test_headers_of_connections_and_proxies_are_dropped(name: str) -> None:
    service = replace(BOLD, documented_hosts=frozenset({"a"}))
    found = sent(f"GET /x\n{name}: a\nX-Kept: b", service)
    assert name not in dict(found.headers)
    assert dict(found.headers)["X-Kept"] == "b"
    assert found.dropped == (name,)


@pytest.mark.parametrize(
    "head",
    [
        "GET https://graph.example/x?a={token}",
        "GET https://graph.example/{token}",
        "GET https://graph.example/x\nX-A: {token}",
        "POST https://graph.example/x\nContent-Type: text/plain\n\n{token}",
        "GET https://graph.example/x?a={innocent}",
    ],
)
def test_an_allowed_host_gets_no_secret(head: str) -> None:
    allowed = replace(
        BOLD, allow_hosts=frozenset({"graph.example"}), headers={"Authorization": "Bearer own-one"}
    )
    values = {"token": "s3cret", "innocent": "own-one", "id": "7"}
    found = skipped(head, allowed, **values)
    assert "secret" in found.reason
    assert "s3cret" not in found.reason
    own = head.replace("https://graph.example", "")
    assert isinstance(prepare(case_of(own).request, allowed, values), SentRequest)
    assert sent("GET https://graph.example/{id}", allowed, **values).url.endswith("/7")
