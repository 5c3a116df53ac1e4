"""What may leave, and in which form."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.case import SentRequest, Skipped
from extractor.model.http import Header
from extractor.model.source import Location
from extractor.model.target import host_of
from extractor.replay.prepare import prepare
from extractor.replay.service import Service
from tests.support.pages import case_of

REAL = Service(base_url="https://api.example.com/base")
BOLD = Service(base_url="https://api.example.com/base", unsafe_methods=True)
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


def test_an_allowed_host_stays_and_gets_none_of_our_headers() -> None:
    service = replace(
        REAL, allow_hosts=frozenset({"graph.example"}), headers={"Authorization": "Bearer own"}
    )
    found = sent("GET https://graph.example/v1/me", service)
    assert found.url == "https://graph.example/v1/me"
    assert "Authorization" not in dict(found.headers)
    assert dict(sent("GET /v1/me", service).headers)["Authorization"] == "Bearer own"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MERGE"])
def test_methods_that_may_change_data_stay_unless_they_are_allowed(method: str) -> None:
    found = skipped(f"{method} /photo")
    assert found.kind == "unsafe-method"
    assert "--unsafe-methods" in found.reason
    assert sent(f"{method} /photo").method == method


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_safe_methods_leave(method: str) -> None:
    assert sent(f"{method} /photo", REAL).method == method


def test_an_unfilled_placeholder_is_a_reason_to_skip() -> None:
    found = skipped("GET /users/{id | name}/photo")
    assert found.kind == "placeholder"
    assert "`{id | name}`" in found.reason
    assert "--var name=" in found.reason


def test_the_embedded_service_takes_any_value() -> None:
    assert (
        sent("GET /users/{id | name}", EMBEDDED).url == "http://127.0.0.1:8000/users/id-name-value"
    )


@pytest.mark.parametrize("target", ["/a{b/c", "/a}b", "/{a{b}}", "/x?q={"])
def test_a_brace_never_leaves(target: str) -> None:
    assert skipped(f"GET {target}", REAL, b="1", a="1").kind == "placeholder"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_target_reaches_another_host(target: str) -> None:
    request = replace(case_of("GET /x").request, target=target)
    found = prepare(request, REAL, {})
    if isinstance(found, SentRequest):
        assert host_of(found.url) == "api.example.com"
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
def test_tricks_with_hosts_reach_the_base_url_or_nothing(target: str) -> None:
    service = replace(REAL, allow_hosts=frozenset({"graph.example"}))
    request = replace(case_of("GET /x").request, target=target)
    found = prepare(request, service, {})
    if isinstance(found, SentRequest):
        assert host_of(found.url) in ("api.example.com", "graph.example")
        assert "\r" not in found.url


@pytest.mark.parametrize(
    "header",
    ["Authorization: Bearer {token}", "Cookie: a=b", "X-Api-Key: 1", "x-ms-token: 2"],
)
def test_a_documented_credential_is_an_example_and_is_not_sent(header: str) -> None:
    name = header.partition(":")[0]
    assert name not in dict(sent(f"GET /photo\n{header}").headers)
    assert name in dict(sent(f"GET /photo\n{header}", EMBEDDED).headers)


@pytest.mark.parametrize("name", ["Content-Length", "Host", "Connection", "Transfer-Encoding"])
def test_headers_of_the_transport_are_its_own(name: str) -> None:
    assert name not in dict(sent(f"GET /photo\n{name}: 1").headers)


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


def test_json_is_sent_as_what_it_means_and_other_text_as_it_is() -> None:
    assert sent('POST /photo\n\n{ "a": 1, }').body == b'{"a": 1}'
    assert sent('POST /photo\n\n{ "a": 1 }').body == b'{ "a": 1 }'
    found = sent("PUT /photo\nContent-Type: image/jpeg\n\n<bytes>")
    assert found.body == b"<bytes>"
    assert dict(found.headers)["Content-Type"] == "image/jpeg"


def test_json_without_a_media_type_gets_one() -> None:
    assert dict(sent("POST /photo\n\n{}").headers)["Content-Type"] == "application/json"


def test_a_preference_is_for_the_embedded_service_alone() -> None:
    request = case_of("GET /photo").request
    for service, expected in ((EMBEDDED, "code=404"), (REAL, None)):
        found = prepare(request, service, {}, "code=404")
        assert isinstance(found, SentRequest)
        assert dict(found.headers).get("Prefer") == expected
