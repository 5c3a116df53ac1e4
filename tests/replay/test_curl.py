"""The line that reproduces a request, without its secrets."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docreplay.model.case import SentRequest
from docreplay.model.http.http import Header, Request
from docreplay.model.location import Location, Passage
from docreplay.model.secret_names import is_credential, is_secret_name, may_be_secret
from docreplay.replay.curl import curl
from docreplay.replay.secrets.redact import (
    HIDDEN,
    redacted_headers,
    redacted_members,
    redacted_url,
    secrets_filled,
    secrets_of_headers,
)

SECRET = "s3cr3t-value"  # what must not be seen
HEADERS = ["Authorization", "proxy-authorization", "Cookie", "X-Api-Key", "ApiKey", "X-Auth-Token"]
HEADERS += ["client_secret", "X-Amz-Signature", "PASSWORD", "Ocp-Apim-Subscription-Token"]
QUERY = ["key", "api_key", "sig", "access_token", "code", "password", "client_secret", "Signature"]
QUERY += ["apikey", "accessToken", "APIKey", "X-Amz-Signature", "X-Amz-Credential", "clientSecret"]
QUERY += ["auth", "authCode", "subscription-key", "user%5Ftoken", "pageTokenSecret", "credentials"]
HARMLESS = ["postcode", "monkey", "author", "design", "countryCode", "status_code", "$skiptoken"]
HARMLESS += ["%24deltatoken", "$skipToken", "nextPageToken", "continuation_token", "partitionKey"]
WHOLE_WORDS = ["pwd", "pass", "key", "code", "pin", "jwt", "bearer", "session", "sid", "otp"]
WHOLE_WORDS += ["sig", "userPwd", "session_id", "MY_PIN", "auth-code"]
PARTS_OF_WORDS = ["keyboard", "postcode", "pinned", "compass", "design", "monkey", "countryCode"]
PARTS_OF_WORDS += ["inside", "passenger", "sessions"]
HARMLESS += ["authority", "maxTokens", "keyword", "secretary", "tokenizer"]


def request(
    url: str = "https://a.example/x",
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes | None = None,
    method: str = "GET",
) -> SentRequest:
    return SentRequest(method=method, url=url, headers=headers, body=body)


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_credentials_in_headers_are_hidden(name: str, change: type[str]) -> None:
    assert SECRET not in curl(request(headers=((change(name), SECRET),)))


@pytest.mark.parametrize("name", QUERY)
@pytest.mark.parametrize("prefix", ["?", "?a=b&"])
def test_credentials_in_queries_are_hidden(name: str, prefix: str) -> None:
    line = curl(request(f"https://a.example/x{prefix}{name}={SECRET}&last=1"))
    assert SECRET not in line
    assert "last=1" in line


@pytest.mark.parametrize("name", HARMLESS)
def test_a_query_value_is_shown_where_only_a_part_of_its_name_looks_secret(name: str) -> None:
    url = f"https://a.example/x?{name}=1234&last=1"
    assert redacted_url(url) == url


def test_a_query_value_that_the_page_shows_is_shown() -> None:
    url = "https://a.example/x?code=200&key=a%20b&code=300&sig"
    documented = "/x?code=200&key=a b&sig={sig}"
    shown = f"https://a.example/x?code=200&key=a%20b&code={HIDDEN}&sig"
    assert redacted_url(url, documented) == shown
    assert redacted_url(f"https://a.example/x?sig={SECRET}", documented).endswith(f"sig={HIDDEN}")
    assert "code=200" in curl(request(url), documented=documented)


def test_user_and_password_of_a_url_are_hidden() -> None:
    assert redacted_url(f"https://me:{SECRET}@a.example/x") == "https://a.example/x"
    assert redacted_url("http://[broken") == HIDDEN


def test_a_header_named_as_secret_is_hidden_and_others_are_not() -> None:
    assert redacted_headers([("X-Mine", "1"), ("Accept", "2")], ["x-mine"]) == (
        ("X-Mine", HIDDEN),
        ("Accept", "2"),
    )
    assert not is_credential("Content-Type")


def test_a_long_body_is_cut() -> None:
    assert len(curl(request(body=b"x" * 9000, method="POST"))) < 2200


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
)
def test_a_shell_takes_the_line_for_the_very_request(value: str, body: str) -> None:
    line = curl(request(headers=(("X-A", value),), body=body.encode(), method="POST"))
    assert "\n" not in line
    script = "curl() { printf '%s\\0' \"$@\"; }; " + line
    printed = subprocess.run(
        ["/bin/bash", "-c", script], check=True, capture_output=True, env={"LC_ALL": "C.UTF-8"}
    ).stdout
    words = printed.decode().split("\0")
    assert words[:3] == ["-i", "-X", "POST"]
    assert words[4] == f"X-A: {value}"
    assert words[6] == body


def test_the_method_is_named_where_curl_would_use_another() -> None:
    assert curl(request()) == "curl -i https://a.example/x"
    assert curl(request(method="HEAD")) == "curl -i --head https://a.example/x"
    assert curl(request(method="PUT")) == "curl -i -X PUT https://a.example/x"
    with_body = "curl -i -X GET --data-raw a https://a.example/x"
    assert curl(request(body=b"a")) == with_body


@pytest.mark.parametrize(
    "name",
    [
        "pwd",
        "pass",
        "key",
        "code",
        "pin",
        "jwt",
        "bearer",
        "session",
        "sid",
        "otp",
        "sig",
        "userPwd",
        "session_id",
        "MY_PIN",
        "auth-code",
    ],
)
def test_a_name_with_the_whole_word_is_secret(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "keyboard",
        "postcode",
        "pinned",
        "compass",
        "design",
        "monkey",
        "countryCode",
        "inside",
        "passenger",
        "sessions",
    ],
)
def test_a_name_with_a_part_of_the_word_is_not_secret(name: str) -> None:
    assert not is_secret_name(name)


def test_the_code_of_an_error_is_shown() -> None:
    assert redacted_members('{"code": "itemNotFound", "pwd": "x y"}') == (
        '{"code": "itemNotFound", "pwd": "***"}'
    )


def test_halves_of_basic_credentials_are_secrets() -> None:
    found = set(secrets_of_headers({"Authorization": "Basic dXNlcjpoYWxmOmh1bnRlcg=="}))
    assert {"user:half:hunter", "user", "half:hunter"} <= found
    assert set(secrets_of_headers({"Authorization": "Basic ???"})) == {"Basic ???", "???"}


def test_representations_show_no_secret() -> None:
    sent = request(f"https://a.example/{SECRET}", (("X-A", SECRET),), SECRET.encode())
    assert SECRET not in repr(sent)


@pytest.mark.parametrize("name", ["mytokenvalue", "clientsecret2", "tokens", "pwd", "x_api_key"])
def test_a_placeholder_may_run_the_words_of_its_name_together(name: str) -> None:
    assert may_be_secret(name)


@pytest.mark.parametrize(
    ("target", "headers", "body", "found"),
    [
        ("/x", {}, "user={u}&password={p}", ["s3cret"]),
        ("/x", {}, '{ "user": "{u}", "clientSecret": "{p}" }', ["s3cret"]),
        ("/x?sig={p}&user={u}", {}, "", ["s3cret"]),
        ("/x", {"X-Api-Key": "{p}", "X-User": "{u}"}, "", ["s3cret"]),
        ("/x", {"X-Session-Token": "Bearer {p}"}, "", ["s3cret"]),
        (
            "/x",
            {},
            '{ "passwords": [\n "{p}"\n], "token":\n "{{p}}", "x": "${p}" }',
            ["s3cret"] * 2,
        ),
        ("/x", {}, "--b\nContent-Disposition: form-data; name=user\n\n{u}\n--b--", []),
        (
            "/x",
            {},
            '--b\nContent-Disposition: form-data; name="password"\nContent-Type: text/plain\n\n{p}',
            ["s3cret"],
        ),
        ("/x", {}, "<s:Password type='t'>{p}</s:Password><User>{u}</User>", ["s3cret"]),
        ("/x", {}, "<Password><![CDATA[{p}]]></Password>", ["s3cret"]),
        ("/x", {}, '[{"name": "clientSecret", "value": "{p}"}]', ["s3cret"]),
        ("/x", {}, '[{"name": "colour", "value": "{u}"}]', []),
        ("/x", {}, "password={unknown}", []),
        ("/{p}", {}, "name={p}", []),
    ],
)
def test_a_value_filled_in_below_a_secret_name_is_a_secret(
    target: str, headers: dict[str, str], body: str, found: list[str]
) -> None:
    place = Location("api.md", 3)
    documented = Request(
        method="POST",
        target=target,
        headers=tuple(Header(name, value, place) for name, value in headers.items()),
        body=Passage(body, "api.md", 5) if body else None,
        location=place,
    )
    assert list(secrets_filled(documented, {"u": "anna", "p": "s3cret"})) == found
