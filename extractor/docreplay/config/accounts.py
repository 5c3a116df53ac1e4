"""The accounts of the configuration, whose credentials requests are sent with."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from docreplay.config.account_keys import ACCOUNT_KEYS, Caller, ClientAuth, Grant
from docreplay.model.secret import NO_SECRET, Secret

Kind = Literal["bearer", "basic", "api-key", "oauth", "entra", "certificate"]
"""How an account proves who it is."""
REFERENCE = re.compile(r"\$(?:(env|file|cmd):(.*)|(github))", re.DOTALL)
"""A value that is read when it is needed: from the environment, a file, or a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How services are connected to; empty values are those of the environment."""

    ca_bundle: str = ""
    client_certificate: str = ""
    client_key: str = ""
    proxy: str = field(default="", repr=False)
    insecure: bool = False

    def proxies(self, usual: Mapping[str, str]) -> Mapping[str, str]:
        """Return the proxies by scheme; `usual` are those of the environment."""
        if not self.proxy:
            return usual
        return {} if self.proxy == "none" else {"http": self.proxy, "https": self.proxy}

    @property
    def certificate(self) -> str | tuple[str, str] | None:
        """The file of the client certificate, with that of its key if there is one."""
        if self.client_key:
            return self.client_certificate, self.client_key
        return self.client_certificate or None


INSECURE = "certificates are not verified (`insecure = true`): others can read the credentials"
USUAL = Connection()
"""Proxies and certificates of the environment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account. The fields are the keys of `account_keys`; secrets may be references."""

    name: str
    default: bool = False
    hosts: tuple[str, ...] = ()
    scopes: tuple[str, ...] | None = None
    permissions: Caller | Literal[""] = ""
    tags: tuple[str, ...] = ()
    least_privilege: bool = False
    token: Secret = NO_SECRET
    username: str = ""
    password: Secret = NO_SECRET
    api_key: Secret = NO_SECRET
    api_key_header: str = ""
    api_key_query: str = ""
    token_url: str = ""
    grant: Grant = "client-credentials"
    client_id: str = ""
    client_secret: Secret = NO_SECRET
    client_auth: ClientAuth | Literal[""] = ""
    scope: str = ""
    audience: str = ""
    resource: str = ""
    refresh_token: Secret = NO_SECRET
    refresh_token_store: str = ""
    device_url: str = ""
    private_key: Secret = NO_SECRET
    key_id: str = ""
    algorithm: str = ""
    issuer: str = ""
    subject: str = ""
    assertion: Secret = NO_SECRET
    assertion_audience: str = ""
    entra: bool = False
    authority: str = ""
    ca_bundle: str = ""
    client_certificate: str = ""
    client_key: str = ""
    proxy: str = field(default="", repr=False)
    insecure: bool = False

    @property
    def kind(self) -> Kind:
        """How it proves who it is."""
        if self.entra or self.authority:
            return "entra"
        if self.token_url:
            return "oauth"
        if self.token or self.assertion:
            return "bearer"
        if self.api_key:
            return "api-key"
        return "basic" if self.username or self.password else "certificate"

    @property
    def header(self) -> str:
        """The header that has its credentials, or `""`."""
        if self.kind == "api-key":
            return "" if self.api_key_query else self.api_key_header or "X-API-Key"
        return "" if self.kind == "certificate" else "Authorization"

    @property
    def requested(self) -> tuple[str, ...]:
        """The scopes that a token is asked for."""
        return tuple(self.scope.split()) if self.scope else self.scopes or ()

    @property
    def secret_fields(self) -> Iterator[tuple[str, Secret]]:
        """The keys that have a credential, with their values."""
        for key in ACCOUNT_KEYS.values():
            value = getattr(self, key.field)
            if isinstance(value, Secret) and value:
                yield key.name, value


def accounts_of(table: Mapping[str, Mapping[str, Any]]) -> tuple[Account, ...]:
    """Return the accounts of a table that `ACCOUNTS` has parsed, in its order."""
    return tuple(_account(name, own) for name, own in table.items())


def literal_secrets(table: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a sentence for each credential that the configuration contains itself."""
    for account in accounts_of(table):
        for key, value in account.secret_fields:
            if not REFERENCE.fullmatch(value.reveal()):
                yield (
                    f"account `{account.name}`: the configuration contains the value of `{key}`;"
                    f' write `{key} = "$env:NAME"`'
                )


def insecure_accounts(table: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a sentence for each account whose service is not verified."""
    for account in accounts_of(table):
        if account.insecure:
            yield f"account `{account.name}`: {INSECURE}"


def commands_in(table: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the account and the key of each value that a command gives or takes."""
    for account in accounts_of(table):
        values = [(key, value.reveal()) for key, value in account.secret_fields]
        for key, value in (*values, ("refresh-token-store", account.refresh_token_store)):
            if value.startswith("$cmd:"):
                yield account.name, key


def _account(name: str, table: Mapping[str, Any]) -> Account:
    values: dict[str, Any] = {}
    for key, value in table.items():
        known = ACCOUNT_KEYS[key]
        values[known.field] = Secret(value) if known.is_secret else _frozen(value)
    return Account(name=name, **values)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
