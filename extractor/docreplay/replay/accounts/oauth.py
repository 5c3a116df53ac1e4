"""Requests to OAuth 2 servers, built by Authlib and signed by joserfc: only this module uses them.

They are sent by docreplay's own transport: redirects are not followed, and certificates, proxies
and time limits are those of the account.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from authlib.oauth2.auth import ClientAuth  # type: ignore[import-untyped]  # it has no types
from authlib.oauth2.rfc6749.parameters import (  # type: ignore[import-untyped]
    prepare_token_request,
)
from authlib.oauth2.rfc7523.assertion import (  # type: ignore[import-untyped]
    sign_jwt_bearer_assertion,
)
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from docreplay.config.accounts import Account
from docreplay.model.case import Answer, SentRequest
from docreplay.model.secret import Secret
from docreplay.replay.accounts.tokens import NoToken
from docreplay.replay.sending import Transport

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105  # RFC 8693 §2.1
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
_KEYS: Mapping[str, Any] = {
    "HS": OctKey, "RS": RSAKey, "PS": RSAKey, "ES": ECKey, "ED": OKPKey,
}  # fmt: skip
"""Types of keys by the first letters of their algorithms (RFC 7518 §3.1)."""
_CLIENT_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFETIME = 300
"""Seconds that a signed assertion is valid (RFC 7523 §3)."""
_FORM = (
    ("Accept", "application/json"),
    ("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"),
)
_LONGEST = 200
"""Characters of a server's description that a message repeats."""


class OAuthError(NoToken):
    """The server refused: `code` is its error (RFC 6749 §5.2), or `""`."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class OAuthServer:
    """The token endpoint of an account, with the values of its secrets by key."""

    def __init__(
        self, account: Account, secrets: Mapping[str, Secret], transport: Transport
    ) -> None:
        self.account = account
        self._secrets = secrets
        self._transport = transport

    def token(self, grant_type: str, **parameters: str) -> Mapping[str, Any]:
        """Return the answer of the token endpoint. Raises `OAuthError`.

        Parameters without a value are not sent.
        """
        answer = self._posted(self.account.token_url, grant_type, parameters)
        if not isinstance(answer.get("access_token"), str) or not answer["access_token"]:
            raise self.error("the token endpoint gave no `access_token`")
        return answer

    def device(self, scopes: str) -> Mapping[str, Any]:
        """Return the answer of the device authorization endpoint (RFC 8628 §3.2)."""
        answer = self._posted(self.account.device_url, "", {"scope": scopes})
        missing = {"device_code", "user_code", "verification_uri"} - answer.keys()
        if missing:
            names = ", ".join(f"`{name}`" for name in sorted(missing))
            raise self.error(f"the device authorization endpoint gave no {names}")
        return answer

    def assertion(self) -> str:
        """Return a JSON Web Token about the account, signed by it (RFC 7523 §3)."""
        account = self.account
        issuer = account.issuer or account.client_id
        audience = account.audience or account.token_url
        return self._signed(issuer, account.subject, audience, self._key(is_shared=False))

    def _posted(self, url: str, grant_type: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        given = {name: value for name, value in parameters.items() if value}
        body = prepare_token_request(grant_type, **given).removeprefix("grant_type=&")
        uri, headers, body = self._client().prepare("POST", url, dict(_FORM), body)
        request = SentRequest(
            method="POST", url=uri, headers=tuple(headers.items()), body=body.encode(),
            account=self.account.name,
        )  # fmt: skip
        result = self._transport.send(request)
        if isinstance(result, Answer):
            return self._read(result)
        raise self.error(f"cannot reach the token endpoint: {result.reason}")

    def _read(self, answer: Answer) -> dict[str, Any]:
        """Return the object of an answer; some servers respond to errors with 200 or no JSON."""
        try:
            found = json.loads(answer.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise self.error(
                f"the token endpoint responded with {answer.status} and no JSON object"
            )
        code = found.get("error")
        if answer.status // 100 != 2 or code:
            code = code if isinstance(code, str) else ""
            raise OAuthError(self._sentence(_refusal(answer.status, code, found)), code)
        return found

    def _client(self) -> ClientAuth:
        """Return how the client proves who it is."""
        account = self.account
        how = account.client_auth or self._usual_auth()
        secret = self.value("client-secret")
        if how in ("client_secret_jwt", "private_key_jwt", "assertion"):
            return ClientAuth(account.client_id, "", self._with_assertion(how))
        if how == "client_secret_basic":
            # user and password are form-encoded before base64 (RFC 6749 §2.3.1)
            return ClientAuth(quote(account.client_id, safe=""), quote(secret, safe=""), how)
        if how == "none" and not account.client_id:
            return ClientAuth(
                "", "", lambda _client, _method, uri, headers, body: (uri, headers, body)
            )
        return ClientAuth(account.client_id, secret, how)

    def _usual_auth(self) -> str:
        account = self.account
        if account.client_secret:
            return "client_secret_basic"
        is_signed = account.private_key and account.grant != "jwt-bearer"
        if is_signed:
            return "private_key_jwt"
        is_federated = account.assertion and account.grant not in ("jwt-bearer", "token-exchange")
        return "assertion" if is_federated else "none"

    def _with_assertion(self, how: str) -> Any:
        """Return the method of Authlib that adds an assertion about the client (RFC 7523 §2.2)."""

        def prepare(client: ClientAuth, _: str, *message: Any) -> tuple[str, dict[str, str], str]:
            uri, headers, body = message
            name = client.client_id
            if how == "assertion":
                text = self.value("assertion")
            else:
                key = self._key(is_shared=how == "client_secret_jwt")
                text = self._signed(name, name, self.account.token_url, key)
            added = {
                "client_id": name,
                "client_assertion_type": _CLIENT_ASSERTION,
                "client_assertion": text,
            }
            pairs = [f"{key}={quote(value, safe='')}" for key, value in added.items()]
            return uri, headers, "&".join([*filter(None, [body]), *pairs])

        return prepare

    def _key(self, *, is_shared: bool) -> tuple[str, str]:
        """Return the key to sign with, and its algorithm."""
        if is_shared:
            return self.value("client-secret"), self.account.algorithm or "HS256"
        return self.value("private-key"), self.account.algorithm or "RS256"

    def _signed(self, issuer: str, subject: str, audience: str, key: tuple[str, str]) -> str:
        header = {"kid": self.account.key_id} if self.account.key_id else {}
        try:
            token = sign_jwt_bearer_assertion(
                _KEYS[key[1][:2].upper()].import_key(key[0]), issuer, audience, subject or None,
                header=header, alg=key[1], expires_in=_LIFETIME,
            )  # fmt: skip
        except Exception as error:  # Authlib documents none, and their texts may have the key
            name = type(error).__name__
            raise self.error(f"cannot sign with the key and `{key[1]}` ({name})") from None
        return token if isinstance(token, str) else token.decode()

    def value(self, key: str) -> str:
        """Return the value of a secret key of the account, or `""`."""
        return self._secrets[key].reveal() if key in self._secrets else ""

    def error(self, text: str) -> OAuthError:
        """Return the error with a sentence about the account."""
        return OAuthError(self._sentence(text))

    def _sentence(self, text: str) -> str:
        return f"account `{self.account.name}`: {text}"


_MEANINGS = {
    "invalid_client": "the client or its secret is unknown to the server",
    "invalid_grant": "the token, code or password is wrong, expired, or was used before",
    "unauthorized_client": "the server does not allow the client this grant",
    "unsupported_grant_type": "the server does not support the grant",
    "invalid_scope": "the server does not give the scopes",
    "access_denied": "the request for the token was denied",
    "expired_token": "the device code expired before it was confirmed",
    "invalid_target": "the server does not know the audience or the resource",
}
"""Errors of RFC 6749 §5.2, RFC 8628 §3.5 and RFC 8707 §2."""


def _refusal(status: int, code: str, found: Mapping[str, Any]) -> str:
    """Return what a server says of its refusal, on one line."""
    words = f"the token endpoint responded with {status}"
    if code:
        words += f" `{code}`"
    if meaning := _MEANINGS.get(code):
        words += f": {meaning}"
    return words + "".join(_description(found.get("error_description")))


def _description(text: object) -> Iterator[str]:
    """Yield the description of an error in parentheses, if it is printable."""
    if isinstance(text, str) and (line := " ".join(text.split())) and line.isprintable():
        yield f" ({line[:_LONGEST]})"
