"""Credentials that bodies show: which fields they are, and what is sent in their place."""

import json

import pytest

from docreplay.model.case import SentRequest, Skipped
from docreplay.replay.accounts.body_credentials import credentials_in
from docreplay.replay.prepare import prepare
from docreplay.replay.service import Service
from tests.support.pages import case_of

REAL = Service(base_url="https://api.example.com", unsafe_methods=True)
FORM = "Content-Type: application/x-www-form-urlencoded\n\n"
JSON = "Content-Type: application/json\n\n"
XML = "Content-Type: application/xml\n\n"
TYPE = "Content-Type: "
PART = (
    "Content-Type: multipart/form-data; boundary=b\n\n--b\n"
    'Content-Disposition: form-data; name="{name}"\n\nshown\n--b--\n'
)
VALUES = {"client_secret": "own value&", "password": 'pä"ss', "refresh_token": "r/1"}


def found(request: str) -> list[str]:
    return [field.name for field in credentials_in(case_of(request).request)]


@pytest.mark.parametrize(
    ("request_text", "names"),
    [
        # asks for a token (RFC 6749 §4), whatever its path is
        (f"POST /x\n{FORM}grant_type=client_credentials&client_id=a&client_secret=b",
         ["client_secret"]),
        (f"POST /x\n{FORM}grant_type=password&username=a&password=b", ["password"]),
        (f"POST /x\n{FORM}grant_type=refresh_token&refresh_token=a", ["refresh_token"]),
        (f"POST /x\n{FORM}grant_type=authorization_code&code=a&code_verifier=b&redirect_uri=c",
         ["code", "code_verifier"]),
        (f"POST /x\n{FORM}grant_type=a&\nclient_secret=b\n&assertion=c",
         ["client_secret", "assertion"]),
        (f'POST /x\n{JSON}{{"grant_type": "a", "clientSecret": "b"}}', ["clientSecret"]),
        (f'POST /x\n{JSON}{{"grant_type": "a", "token_type": "b", "audience": "c"}}', []),
        # signs in, by its path
        (f'POST /login\n{JSON}{{"user": "a", "password": "b"}}', ["password"]),
        (f'POST /v1/auth/sign-in/\n{JSON}{{"user": "a", "Password": "b"}}', ["Password"]),
        (f'POST /v3/auth/tokens\n{JSON}{{"auth": {{"user": {{"password": "b"}}}}}}', ["password"]),
        (f"POST /_session?next=/\n{FORM}name=a&password=b&token=1", ["password", "token"]),
        (f"POST /oauth2/revoke\n{FORM}token=a&token_type_hint=b", ["token"]),
        (f"POST /oauth20_token.srf\n{FORM}client_secret=b", ["client_secret"]),
        (f"POST /login\n{FORM}user[name]=a&user[password]=b", ["user[password]"]),
        (f"POST /login\n{PART.format(name='password')}", ["password"]),
        (f'POST /v1/auth/userpass/login/ada\n{JSON}{{"password": "b"}}', ["password"]),
        (f'POST /login/{{provider}}\n{JSON}{{"password": "b"}}', ["password"]),
        (f'POST /accounts:signInWithPassword\n{JSON}{{"password": "b"}}', ["password"]),
        (f'POST /v1/accounts:signInWithCustomToken?key=1\n{JSON}{{"token": "b"}}', ["token"]),
        # is one wherever it is sent
        (f'POST /photos\n{JSON}{{"access_token": "a", "id": "b"}}', ["access_token"]),
        (f'POST /photos\n{JSON}{{"refreshToken": "a"}}', ["refreshToken"]),
        (f'POST /photos\n{JSON}{{"x-api-key": "a"}}', ["x-api-key"]),
        (f'POST /photos\n{JSON}{{"XApiKey": "a", "api_key": "b", "APIKey": "c", "apikey": "d"}}',
         ["XApiKey", "api_key", "APIKey", "apikey"]),
        (f"POST /photos\n{PART.format(name='access_token')}", ["access_token"]),
        (f'POST /me/changePassword\n{JSON}{{"currentPassword": "a", "newPassword": "b"}}',
         ["currentPassword"]),
        # in other media types
        (f'POST /login\n{TYPE}text/json\n\n{{"user": "a", "password": "b"}}', ["password"]),
        (f'POST /login\n{TYPE}text/plain\n\n{{"user": "a", "password": "b"}}', ["password"]),
        (f"POST /login\n{XML}<login><user>a</user><password>b</password></login>", ["password"]),
        (f"POST /login\n{XML}<?xml version='1.0'?>\n<l:login xmlns:l='u'>\n <l:Password>\n b\n"
         " </l:Password></l:login>", ["Password"]),
        (f"POST /api/auth/signin\n{XML}<tsRequest><credentials name='a' password='b'>"
         "<site contentUrl=''/></credentials></tsRequest>", ["password"]),
        ("POST /login\n\n<login><password>b</password></login>", ["password"]),
        (f"POST /photos\n{XML}<photo><api_key>b</api_key></photo>", ["api_key"]),
        (f"POST /soap\n{XML}<s:Envelope><s:Header><wsse:Security><wsse:UsernameToken>"
         "<wsse:Username>a</wsse:Username><wsse:Password Type='t'>b</wsse:Password>"
         "</wsse:UsernameToken></wsse:Security></s:Header><s:Body/></s:Envelope>", ["Password"]),
        (f"POST /login\n{XML}<login><password>{{password}}</password></login>", []),
        (f"POST /login\n{XML}<login><password/><password></password><!-- <pin>b</pin> --></login>",
         []),
        (f"POST /login\n{XML}<login><password>b", []),
        (f"POST /users\n{XML}<user><name>a</name><password>b</password></user>", []),
        # is data of the service
        (f'POST /users\n{JSON}{{"name": "a", "passwordProfile": {{"password": "b"}}}}', []),
        (f'POST /users\n{JSON}{{"username": "a", "password": "b"}}', []),
        (f'POST /register\n{JSON}{{"username": "a", "password": "b"}}', []),
        (f'POST /v3/auth/user/add\n{JSON}{{"name": "a", "password": "b"}}', []),
        (f'POST /users/:login\n{JSON}{{"password": "b"}}', []),
        (f'POST /auth/register\n{JSON}{{"password": "b"}}', []),
        (f'POST /sessions/1/users\n{JSON}{{"password": "b"}}', []),
        (f'POST /identityProviders\n{JSON}{{"clientId": "a", "clientSecret": "b"}}', []),
        (f'POST /vppTokens\n{JSON}{{"token": "a"}}', []),
        (f'POST /createLink\n{JSON}{{"type": "view", "password": "b"}}', []),
        (f'POST /connectors\n{JSON}{{"credential": {{"access_key": "b", "api_key": "c"}}}}', []),
        (f'POST /photos\n{JSON}{{"sessionToken": "a", "pageToken": "b", "clientState": "c"}}', []),
        (f'POST /photos\n{JSON}{{"key": "a", "code": "b", "tokens": "12", "secret": "c"}}', []),
        # shows none
        (f'POST /login\n{JSON}{{"password": "{{password}}"}}', []),
        (f'POST /login\n{JSON}{{"password": ""}}', []),
        (f"POST /login\n{FORM}password=", []),
        (f'POST /login\n{JSON}{{"a": "password", "b": ["password", "c"]}}', []),
        ("POST /login", []),
        ("POST /login\nContent-Type: text/plain\n\npassword=a", []),
    ],
)  # fmt: skip
def test_fields_that_show_credentials(request_text: str, names: list[str]) -> None:
    assert found(request_text) == names


def sent(request: str, **values: str) -> SentRequest | Skipped:
    return prepare(case_of(request).request, REAL, values)


@pytest.mark.parametrize(
    ("request_text", "body"),
    [
        (f'POST /login\n{JSON}{{"user": "a", "password": "b"}}',
         '{"user": "a", "password": "pä\\"ss"}'),
        (f"POST /token\n{FORM}client_id=a&client_secret=b",
         "client_id=a&client_secret=own%20value%26"),
        (f"POST /login\n{XML}<l><client_secret>b</client_secret><p password='c'/></l>",
         "<l><client_secret>own value&amp;</client_secret><p password='pä&quot;ss'/></l>"),
        (f'POST /login\n{TYPE}text/json\n\n{{"password": "b"}}', '{"password": "pä\\"ss"}'),
        (f'POST /login\n{TYPE}text/plain\n\n{{"password": "b"}}', '{"password": "pä\\"ss"}'),
        (f"POST /token\n{FORM}grant_type=a&\nrefresh_token=b\n&client_id=c",
         "grant_type=a&refresh_token=r%2F1&client_id=c"),
    ],
)  # fmt: skip
def test_the_value_of_the_run_is_sent(request_text: str, body: str) -> None:
    request = sent(request_text, **VALUES)
    assert isinstance(request, SentRequest)
    assert request.body == body.encode()


def test_a_part_gets_the_value_as_it_is() -> None:
    request = sent(f"POST /login\n{PART.format(name='password')}", **VALUES)
    assert isinstance(request, SentRequest)
    assert 'name="password"\r\n\r\npä"ss\r\n--b--'.encode() in (request.body or b"")


@pytest.mark.parametrize("shown", ["b", "{password}"])
def test_without_a_value_it_is_skipped(shown: str) -> None:
    request = sent(f'POST /login\n{JSON}{{"password": "{shown}"}}')
    reason = (
        "missing value for `password`: the body shows an example of a credential"
        " (use --var password=VALUE or `parameters`)"
    )
    assert request == Skipped(kind="placeholder", reason=reason)


def test_data_of_the_service_is_sent_as_the_page_has_it() -> None:
    request = sent(f'POST /users\n{JSON}{{"username": "a", "password": "b"}}', **VALUES)
    assert isinstance(request, SentRequest)
    assert json.loads(request.body or b"") == {"username": "a", "password": "b"}


def test_only_the_host_of_the_base_url_gets_the_value() -> None:
    service = Service(
        base_url="https://api.example.com", unsafe_methods=True,
        allow_hosts=frozenset({"login.example.net"}),
    )  # fmt: skip
    request = case_of(f"POST https://login.example.net/token\n{FORM}client_secret=b").request
    skipped = prepare(request, service, {"client_secret": "own value"})
    assert isinstance(skipped, Skipped)
    assert "`client_secret` is a secret, which only the host of the base URL gets" in skipped.reason


@pytest.mark.parametrize("service", [
    Service(base_url="http://127.0.0.1:1", embedded=True),
    Service(base_url="https://api.example.com", unsafe_methods=True, only_recorded=True),
])  # fmt: skip
def test_the_example_stays_where_no_service_gets_it(service: Service) -> None:
    request = prepare(case_of(f"POST /token\n{FORM}client_secret=b").request, service, {})
    assert isinstance(request, SentRequest)
    assert request.body == b"client_secret=b"


@pytest.mark.parametrize(
    "name",
    [
        "x-api-key",
        "X_API_KEY",
        "x_api_key",
        "XApiKey",
        "ApiKey",
        "api-key",
        "API_TOKEN",
        "X-Apikey",
    ],
)
def test_a_documented_key_in_a_header_is_not_sent_in_any_spelling(name: str) -> None:
    request = sent(f"GET /photos\n{name}: shown")
    assert isinstance(request, SentRequest)
    assert name not in dict(request.headers)


@pytest.mark.parametrize("name", ["api_key", "apiKey", "ApiKey", "x-api-key", "user_password"])
def test_a_documented_key_in_a_query_is_not_sent_in_any_spelling(name: str) -> None:
    request = sent(f"GET /photos?a=1&{name}=shown")
    assert isinstance(request, SentRequest)
    assert request.url == "https://api.example.com/photos?a=1"
