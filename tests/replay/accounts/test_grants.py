"""What is asked of a token endpoint for each grant, and what is made of its answers."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from docreplay.config.account_type import ACCOUNTS
from docreplay.config.accounts import Account, accounts_of
from docreplay.model.case import Answer, SentRequest, Unreachable
from docreplay.model.secret import Secret
from docreplay.replay.accounts.grants import Grants
from docreplay.replay.accounts.secret_values import SecretReader
from docreplay.replay.accounts.tokens import Granted, NoToken, TokenKey

URL = "https://login.example.com/token"


def _pem(key: Any) -> str:
    data: bytes = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return data.decode()


RSA = _pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))
EC = _pem(ec.generate_private_key(ec.SECP256R1()))
TOKEN: tuple[int, object] = (200, {"access_token": "t"})
SHARED = "a-shared-secret-of-32-characters"


@dataclass
class Server:
    """A transport that gives answers in turn, the last one ever after."""

    answers: list[tuple[int, object]] = field(
        default_factory=lambda: [(200, {"access_token": "t"})]
    )
    sent: list[SentRequest] = field(default_factory=list)

    def send(self, request: SentRequest) -> Answer | Unreachable:
        """Keep the request, and return the next answer."""
        self.sent.append(request)
        status, body = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        text = body if isinstance(body, str) else json.dumps(body)
        return Answer(status=status, reason="", headers=(), body=text.encode())

    @property
    def form(self) -> dict[str, str]:
        """The fields of the last request."""
        body = self.sent[-1].body
        assert body is not None
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}

    @property
    def authorization(self) -> str:
        """The Authorization header of the last request, or `""`."""
        return dict(self.sent[-1].headers).get("Authorization", "")


def account_of(**keys: str) -> Account:
    """Return an account with the keys, written with underscores."""
    table = {"client-id": "me", "token-url": URL}
    table |= {name.replace("_", "-"): value for name, value in keys.items()}
    parsed: Any = ACCOUNTS.parse({"a": {name: value for name, value in table.items() if value}})
    return accounts_of(parsed)[0]


@dataclass
class Fetcher:
    """Fetches tokens of one account."""

    account: Account
    server: Server
    environment: Mapping[str, str] = field(default_factory=dict)
    root: Path = Path()
    shown: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    now: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds

    def __call__(self, *scopes: str, last: Granted | None = None) -> Granted:
        grants = Grants(
            accounts={"a": self.account},
            reader=SecretReader(root=self.root, environment=self.environment, may_run=True),
            transport=lambda _: self.server,
            show=self.shown.append,
            sleep=self.sleep,
            clock=lambda: self.now,
        )
        return grants(TokenKey("a", scopes), last)


JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ASSERTED = {
    "client_id": "me",
    "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    "client_assertion": "of-the-job",
}


@pytest.mark.parametrize(
    ("keys", "form"),
    [
        ({}, {"grant_type": "client_credentials", "client_id": "me"}),
        ({"client_secret": "s", "audience": "api", "resource": "https://r"},
         {"grant_type": "client_credentials", "audience": "api", "resource": "https://r"}),
        ({"client_secret": "s", "client_auth": "client_secret_post"},
         {"grant_type": "client_credentials", "client_id": "me", "client_secret": "s"}),
        ({"grant": "password", "username": "ann", "password": "p&w"},
         {"grant_type": "password", "username": "ann", "password": "p&w", "client_id": "me"}),
        ({"grant": "refresh-token", "refresh_token": "r"},
         {"grant_type": "refresh_token", "refresh_token": "r", "client_id": "me"}),
        ({"assertion": "of-the-job"}, {"grant_type": "client_credentials", **ASSERTED}),
        ({"grant": "jwt-bearer", "assertion": "of-the-job"},
         {"grant_type": JWT_BEARER, "assertion": "of-the-job", "client_id": "me"}),
        ({"grant": "token-exchange", "assertion": "of-the-job", "audience": "api", "client_id": ""},
         {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
          "subject_token": "of-the-job", "audience": "api",
          "subject_token_type": "urn:ietf:params:oauth:token-type:jwt"}),
    ],
)  # fmt: skip
def test_each_grant_asks_by_its_standard(keys: dict[str, str], form: dict[str, str]) -> None:
    server = Server()
    granted = Fetcher(account_of(**keys), server)("read", "write")
    assert server.form == {**form, "scope": "read write"}
    assert granted.value == Secret("t")
    assert (server.sent[0].method, server.sent[0].url) == ("POST", URL)


def test_client_and_secret_are_encoded_before_base64() -> None:
    server = Server()
    Fetcher(account_of(client_id="m e/é:", client_secret="s:ü/"), server)()
    pair = base64.b64decode(server.authorization.removeprefix("Basic ")).decode()
    assert pair == "m%20e%2F%C3%A9%3A:s%3A%C3%BC%2F"


@pytest.mark.parametrize(
    ("keys", "key", "algorithm"),
    [
        ({"private_key": RSA}, RSAKey.import_key(RSA), "RS256"),
        ({"private_key": EC, "algorithm": "ES256"}, ECKey.import_key(EC), "ES256"),
        ({"client_secret": SHARED, "client_auth": "client_secret_jwt"},
         OctKey.import_key(SHARED), "HS256"),
    ],
    ids=["RSA", "EC", "shared"],
)  # fmt: skip
def test_the_client_is_proved_by_a_signed_token(
    keys: dict[str, str], key: Any, algorithm: str
) -> None:
    server = Server()
    Fetcher(account_of(**keys, key_id="k1"), server)()
    token = jwt.decode(server.form["client_assertion"], key, algorithms=[algorithm])
    claims = token.claims
    assert (token.header["kid"], claims["iss"], claims["sub"], claims["aud"]) == (
        "k1", "me", "me", URL,
    )  # fmt: skip
    assert claims["exp"] - claims["iat"] == 300
    assert claims["jti"]
    assert SHARED not in str(server.form)


def test_a_service_account_signs_its_own_grant() -> None:
    server = Server()
    account = account_of(
        grant="jwt-bearer", private_key=RSA, issuer="robot", subject="ann", audience="https://api"
    )
    Fetcher(account, server)()
    token = jwt.decode(server.form["assertion"], RSAKey.import_key(RSA), algorithms=["RS256"])
    assert {name: token.claims[name] for name in ("iss", "sub", "aud")} == {
        "iss": "robot", "sub": "ann", "aud": "https://api",
    }  # fmt: skip


def test_a_key_that_cannot_sign_is_not_shown() -> None:
    account = account_of(private_key=EC, algorithm="RS256")
    with pytest.raises(NoToken, match="cannot sign with the key and `RS256`") as raised:
        Fetcher(account, Server())()
    assert "BEGIN" not in str(raised.value)


def test_a_job_of_github_proves_itself() -> None:
    server = Server([(200, {"value": "of-github"}), (200, {"access_token": "t"})])
    account = account_of(assertion="$github", assertion_audience="api://x")
    environment = {
        "ACTIONS_ID_TOKEN_REQUEST_URL": "https://pipelines.example.com/token?v=1",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "request-token",
    }
    granted = Fetcher(account, server, environment)()
    asked = server.sent[0]
    assert asked.url == "https://pipelines.example.com/token?v=1&audience=api%3A%2F%2Fx"
    assert dict(asked.headers)["Authorization"] == "Bearer request-token"
    assert server.form["client_assertion"] == "of-github"
    assert Secret("of-github") in granted.others


@pytest.mark.parametrize(
    ("environment", "answer", "message"),
    [
        ({}, (200, {}), "ACTIONS_ID_TOKEN_REQUEST_URL is not set"),
        ({"ACTIONS_ID_TOKEN_REQUEST_URL": "https://p"}, (200, {}), "REQUEST_TOKEN is not set"),
        ({"ACTIONS_ID_TOKEN_REQUEST_URL": "http://p/", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "t"},
         (200, {}), "must be an https:// URL"),
        ({"ACTIONS_ID_TOKEN_REQUEST_URL": "https://p", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "t"},
         (403, "no"), "GitHub responded with 403 and no token"),
    ],
)  # fmt: skip
def test_a_job_that_cannot_prove_itself_gets_no_token(
    environment: dict[str, str], answer: tuple[int, object], message: str
) -> None:
    with pytest.raises(NoToken, match=message):
        Fetcher(account_of(assertion="$github"), Server([answer]), environment)()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((400, {"error": "invalid_grant", "error_description": "expired\nlong ago"}),
         r"400 `invalid_grant`: .* \(expired long ago\)$"),
        ((200, {"error": "invalid_scope"}), "200 `invalid_scope`: the server does not give"),
        ((400, "<html>"), "responded with 400 and no JSON object"),
        ((200, []), "responded with 200 and no JSON object"),
        ((200, {"token": "x"}), "gave no `access_token`"),
        ((200, {"access_token": 5}), "gave no `access_token`"),
        ((503, {"message": "x"}), "responded with 503$"),
        ((401, {"error": {"code": 5}}), "responded with 401$"),
    ],
)  # fmt: skip
def test_an_answer_without_a_token_is_explained(answer: tuple[int, object], message: str) -> None:
    with pytest.raises(NoToken, match=message):
        Fetcher(account_of(), Server([answer]))()


DEVICE = {
    "device_code": "d", "user_code": "ABCD", "verification_uri": "https://v", "interval": 2,
    "expires_in": 60,
}  # fmt: skip
PENDING, SLOW = (400, {"error": "authorization_pending"}), (400, {"error": "slow_down"})


def by_device(*answers: tuple[int, object], **more: object) -> Fetcher:
    account = account_of(grant="device-code", device_url="https://login.example.com/device")
    return Fetcher(account, Server([(200, {**DEVICE, **more}), *answers]))


def test_a_device_code_is_asked_for_at_its_interval() -> None:
    fetch = by_device(PENDING, SLOW, PENDING, (200, {"access_token": "t"}))
    assert fetch().value == Secret("t")
    assert fetch.slept == [2, 2, 7, 7]
    assert fetch.shown == ["To sign in, open https://v and enter the code ABCD"]


def test_a_device_code_expires() -> None:
    fetch = by_device(PENDING, expires_in=9)
    with pytest.raises(NoToken, match="the device code expired before it was confirmed"):
        fetch()
    assert fetch.slept == [2, 2, 2, 2]


def test_a_denied_device_code_is_not_asked_for_again() -> None:
    fetch = by_device((400, {"error": "access_denied"}))
    with pytest.raises(NoToken, match="`access_denied`: the request for the token was denied"):
        fetch()
    assert len(fetch.slept) == 1


def test_a_refresh_token_renews_what_a_password_got() -> None:
    server = Server([(200, {"access_token": "t2", "refresh_token": "r2"})])
    account = account_of(grant="password", username="ann", password="p")
    last = Granted(value=Secret("t1"), refresh_token=Secret("r1"))
    granted = Fetcher(account, server)(last=last)
    assert server.form == {"grant_type": "refresh_token", "refresh_token": "r1", "client_id": "me"}
    assert (granted.value, granted.refresh_token) == (Secret("t2"), Secret("r2"))


def test_a_revoked_refresh_token_falls_back_to_the_grant() -> None:
    server = Server([(400, {"error": "invalid_grant"}), (200, {"access_token": "t2"})])
    account = account_of(grant="password", username="ann", password="p")
    last = Granted(value=Secret("t1"), refresh_token=Secret("r1"))
    assert Fetcher(account, server)(last=last).value == Secret("t2")
    assert server.form["grant_type"] == "password"


def test_a_refresh_token_without_a_store_is_kept_for_the_run() -> None:
    server = Server([(200, {"access_token": "t", "refresh_token": "r2"})])
    fetch = Fetcher(account_of(grant="refresh-token", refresh_token="r1"), server)
    granted = fetch()
    fetch(last=granted)
    assert server.form["refresh_token"] == "r2"


def test_a_refresh_token_is_stored_before_its_access_token_is_used(tmp_path: Path) -> None:
    server = Server([(200, {"access_token": "t", "refresh_token": "r2"}), (400, {"error": "x"})])
    account = account_of(
        grant="refresh-token", refresh_token="r1", refresh_token_store="$file:store"
    )
    fetch = Fetcher(account, server, root=tmp_path)
    fetch()
    assert (tmp_path / "store").read_text(encoding="utf-8") == "r2\n"
    with pytest.raises(NoToken):
        fetch()
    assert server.form["refresh_token"] == "r2"
    assert (tmp_path / "store").read_text(encoding="utf-8") == "r2\n"
