"""How accounts get their credentials: one function for each grant, and renewal."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docreplay.config.accounts import Account
from docreplay.errors import ConfigError, OutputError
from docreplay.model.secret import Secret
from docreplay.replay.accounts.entra import entra_token
from docreplay.replay.accounts.federation import github_token
from docreplay.replay.accounts.oauth import (
    DEVICE_CODE,
    JWT_BEARER,
    TOKEN_EXCHANGE,
    OAuthError,
    OAuthServer,
)
from docreplay.replay.accounts.refresh_store import RefreshStore
from docreplay.replay.accounts.secret_values import SecretReader
from docreplay.replay.accounts.tokens import Granted, NoToken, TokenKey, lifetime_of
from docreplay.replay.sending import Transport

Answer = Mapping[str, Any]
"""The JSON object of a token endpoint (RFC 6749 §5.1)."""
_INTERVAL = 5.0
"""Seconds between two questions for a device code, and what `slow_down` adds (RFC 8628 §3.5)."""
_LONGEST = 900.0
"""Seconds after which a device code without an end of its own is given up."""
_JWT = "urn:ietf:params:oauth:token-type:jwt"
"""The type of a subject token (RFC 8693 §3)."""
_HIDDEN = ("access_token", "refresh_token", "id_token", "device_code", "issued_token")
"""Members of an answer that no output must show."""


@dataclass(frozen=True, kw_only=True)
class Grants:
    """Fetches the credentials of accounts, each by its own grant."""

    accounts: Mapping[str, Account]
    reader: SecretReader
    transport: Callable[[Account], Transport]
    """Returns what sends the requests of an account."""
    show: Callable[[str], object]
    """Prints a line for the person who started the run."""
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def __call__(self, key: TokenKey, last: Granted | None) -> Granted:
        """Return the credentials for a key, new ones if there were some. Raises `NoToken`."""
        account = self.accounts[key.account]
        try:
            return self._granted(account, " ".join(key.scopes), last)
        except (ConfigError, OutputError) as error:
            sentence, _, hint = str(error).partition("\n  Try: ")
            raise NoToken(f"{sentence} ({hint})" if hint else sentence) from None

    def _granted(self, account: Account, scopes: str, last: Granted | None) -> Granted:
        values = {
            name: self.reader.read(account.name, name, written)
            for name, written in account.secret_fields
            if name != "refresh-token"
        }
        if account.assertion.reveal() == "$github":
            values["assertion"] = github_token(
                account, self.transport(account), self.reader.environment
            )
        others = tuple(values.values())
        if account.kind == "entra":
            return entra_token(account, values, scopes, self.show)
        if account.kind != "oauth":
            return _static(account, values)
        server = OAuthServer(account, values, self.transport(account))
        return _granted(self._answer(server, scopes, last), others)

    def _answer(self, server: OAuthServer, scopes: str, last: Granted | None) -> Answer:
        if server.account.grant == "refresh-token":
            return self._refreshed_by_store(server, scopes, last)
        if last and last.refresh_token:
            try:
                token = last.refresh_token.reveal()
                return _with_refresh_token(
                    server.token("refresh_token", refresh_token=token), token
                )
            except OAuthError as error:
                if error.code != "invalid_grant":
                    raise
        return self._first(server, scopes)

    def _first(self, server: OAuthServer, scopes: str) -> Answer:
        """Ask for a token by the grant of the account, without one that was given before."""
        account, value = server.account, server.value
        common = {"scope": scopes, "audience": account.audience, "resource": account.resource}
        match account.grant:
            case "password":
                user, password = account.username, value("password")
                return server.token("password", username=user, password=password, **common)
            case "device-code":
                return self._by_device(server, scopes)
            case "jwt-bearer":
                assertion = value("assertion") or server.assertion()
                return server.token(JWT_BEARER, assertion=assertion, scope=scopes)
            case "token-exchange":
                subject = value("assertion")
                return server.token(
                    TOKEN_EXCHANGE, subject_token=subject, subject_token_type=_JWT, **common
                )
        return server.token("client_credentials", **common)

    def _refreshed_by_store(self, server: OAuthServer, scopes: str, last: Granted | None) -> Answer:
        """Ask with the stored refresh token; the next one is stored before the token is used.

        Other runs wait meanwhile: a refresh token that is used twice may revoke all of them (RFC
        9700 §4.14.2).
        """
        account = server.account
        store = RefreshStore(account, self.reader)
        with store.locked():
            known = store.read() or (last.refresh_token if last else None)
            written = known or self.reader.read(
                account.name, "refresh-token", account.refresh_token
            )
            answer = server.token("refresh_token", refresh_token=written.reveal(), scope=scopes)
            following = answer.get("refresh_token")
            if isinstance(following, str) and following not in ("", written.reveal()):
                store.write(Secret(following))
        return _with_refresh_token(answer, written.reveal())

    def _by_device(self, server: OAuthServer, scopes: str) -> Answer:
        """Ask a person to confirm on another device, and wait for it (RFC 8628)."""
        device = server.device(scopes)
        page = device.get("verification_uri_complete") or device["verification_uri"]
        self.show(f"To sign in, open {page} and enter the code {device['user_code']}")
        interval = _seconds(device.get("interval"), _INTERVAL)
        deadline = self.clock() + _seconds(device.get("expires_in"), _LONGEST)
        while self.clock() + interval <= deadline:
            self.sleep(interval)
            try:
                return server.token(DEVICE_CODE, device_code=device["device_code"])
            except OAuthError as error:
                if error.code == "slow_down":
                    interval += _INTERVAL
                elif error.code != "authorization_pending":
                    raise
        raise server.error("the device code expired before it was confirmed")


def _static(account: Account, values: Mapping[str, Secret]) -> Granted:
    """Return credentials that are configured; those of a file or a command may change."""
    key = {"basic": "password", "api-key": "api-key"}.get(account.kind, "token")
    key = key if key in values else "assertion"
    value = values.get(key, Secret(""))
    written = dict(account.secret_fields).get(key, value).reveal()
    can_renew = written.startswith(("$file:", "$cmd:", "$github"))
    return Granted(value=value, can_renew=can_renew, others=tuple(values.values()))


def _granted(answer: Answer, others: tuple[Secret, ...]) -> Granted:
    found = [answer.get(name) for name in _HIDDEN]
    refresh = answer.get("refresh_token")
    return Granted(
        value=Secret(answer["access_token"]),
        lifetime=lifetime_of(answer),
        refresh_token=Secret(refresh if isinstance(refresh, str) else ""),
        others=(*others, *(Secret(item) for item in found if isinstance(item, str))),
    )


def _with_refresh_token(answer: Answer, used: str) -> Answer:
    """Return the answer with the refresh token to use next: without a new one, the old one."""
    return {**answer, "refresh_token": answer.get("refresh_token") or used}


def _seconds(value: object, otherwise: float) -> float:
    try:
        seconds = float(str(value))
    except ValueError:
        return otherwise
    return seconds if 0 < seconds < float("inf") else otherwise
