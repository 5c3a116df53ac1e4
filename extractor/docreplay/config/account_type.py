"""Parse the accounts of the configuration: unknown keys, contradictions and what is missing."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from docreplay.config.account_keys import ACCOUNT_KEYS
from docreplay.config.accounts import REFERENCE, Account, accounts_of
from docreplay.config.value_types import InvalidValue, ValueType
from docreplay.model.http.http import is_field_name
from docreplay.model.http.origin import is_loopback
from docreplay.model.json.value import JSON
from docreplay.model.near_names import did_you_mean

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}", re.ASCII)

_CREDENTIALS = (
    ("token",),
    ("api-key",),
    ("username", "password"),
    ("token-url",),
    ("authority",),
    ("assertion",),
    ("client-certificate",),
)
"""Keys of which one must be there."""


def _parse(value: object) -> dict[str, dict[str, object]]:
    """Return the tables of the accounts. No message shows a value, which may be a secret."""
    if not isinstance(value, dict):
        raise InvalidValue("must be a table of accounts")
    found = {str(name): _parse_account(str(name), own) for name, own in value.items()}
    for account in accounts_of(found):
        if flaw := _flaw(account):
            raise InvalidValue(f"account `{account.name}`: {flaw}")
    if sum(bool(own.get("default")) for own in found.values()) > 1:
        raise InvalidValue("only one account can be the default")
    return found


def _parse_account(name: str, table: object) -> dict[str, object]:
    if not _NAME.fullmatch(name):
        raise InvalidValue("an account name must consist of letters, digits and hyphens")
    if not isinstance(table, dict):
        raise InvalidValue(f"account `{name}` must be a table", f"write [accounts.{name}]")
    return {str(key): _value(name, str(key), value) for key, value in table.items()}


def _value(name: str, key: str, value: object) -> object:
    known = ACCOUNT_KEYS.get(key)
    if known is None:
        message = f"account `{name}`: unknown key `{key}`{did_you_mean(key, ACCOUNT_KEYS)}"
        raise InvalidValue(message, f"use one of: {', '.join(ACCOUNT_KEYS)}")
    if known.is_secret and not isinstance(value, str):
        raise InvalidValue(f"account `{name}`: `{key}` must be a string")
    try:
        return known.type.parse(value)
    except InvalidValue as error:
        raise InvalidValue(f"account `{name}`: {error.about(key)}", error.hint) from None


def _flaw(account: Account) -> str:
    """Return what the keys of an account contradict or lack, or `""`."""
    flaws = (*_flaws_of_references(account), *_flaws_of_kind(account), *_flaws_of_urls(account))
    return next(iter(flaws), "")


def _flaws_of_references(account: Account) -> Iterator[str]:
    for key, value in account.secret_fields:
        text = value.reveal()
        if re.match(r"\$(?:env|file|cmd|github)\b", text):
            found = REFERENCE.fullmatch(text)
            if not found or not (found[2] or found[3] or "").strip():
                yield f"`{key}` must be `$env:NAME`, `$file:PATH` or `$cmd:COMMAND`"
        if text == "$github" and key != "assertion":
            yield f"`{key}` cannot be `$github`, which is an `assertion`"
    store = account.refresh_token_store
    if store and not re.match(r"\$(?:file|cmd):\s*\S", store):
        yield "`refresh-token-store` must be `$file:PATH` or `$cmd:COMMAND`"


def _flaws_of_kind(account: Account) -> Iterator[str]:
    kinds = [name for name in ("token", "api-key", "token-url") if _has(account, name)]
    if len(kinds) > 1:
        yield f"`{kinds[0]}` and `{kinds[1]}` cannot be combined"
    if account.kind == "certificate" and not account.client_certificate:
        yield "has no credentials: set `token`, `api-key`, `username` or `token-url`"
    if account.kind == "basic" and not (account.username and account.password):
        yield "Basic credentials require `username` and `password`"
    if account.kind in ("oauth", "entra"):
        yield from (f'`grant = "{account.grant}"` requires `{key}`' for key in _missing(account))
    if account.api_key_header and not is_field_name(account.api_key_header):
        yield "`api-key-header` is not a valid header name"
    if account.api_key_header and account.api_key_query:
        yield "`api-key-header` and `api-key-query` cannot be combined"
    if account.client_key and not account.client_certificate:
        yield "`client-key` requires `client-certificate`"


_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "client-credentials": ("client-id",),
    "refresh-token": ("client-id", "refresh-token"),
    "device-code": ("client-id", "device-url"),
    "password": ("username", "password"),
    "jwt-bearer": (),
    "token-exchange": ("assertion",),
}


def _missing(account: Account) -> Iterator[str]:
    """Yield the keys that the grant requires and the account does not have."""
    for key in _REQUIRED[account.grant]:
        is_of_entra = key == "device-url" and account.kind == "entra"
        is_stored = key == "refresh-token" and account.refresh_token_store
        if not (_has(account, key) or is_of_entra or is_stored):
            yield key
    if account.grant == "jwt-bearer" and not (account.assertion or account.private_key):
        yield "assertion` or `private-key"
    if account.client_auth == "private_key_jwt" and not account.private_key:
        yield "private-key"
    if account.kind == "entra" and not account.authority:
        yield "authority"


def _flaws_of_urls(account: Account) -> Iterator[str]:
    for key in ("token-url", "device-url", "authority"):
        url = getattr(account, ACCOUNT_KEYS[key].field)
        if url and not _is_protected(url):
            yield f"`{key}` must be an https:// URL: it gets the secrets of the account"


def _is_protected(url: str) -> bool:
    """Return True for a URL whose requests others cannot read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.username or not parts.hostname or not url.isprintable() or " " in url:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def _has(account: Account, key: str) -> bool:
    return bool(getattr(account, ACCOUNT_KEYS[key].field))


def _schema() -> dict[str, JSON]:
    properties: dict[str, JSON] = {
        key.name: {"description": key.description, **key.type.schema}
        for key in ACCOUNT_KEYS.values()
    }
    credentials: list[JSON] = [{"required": list(keys)} for keys in _CREDENTIALS]
    own: JSON = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "anyOf": credentials,
    }
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{_NAME.pattern}$"},
        "additionalProperties": own,
    }


ACCOUNTS = ValueType("table of accounts", _parse, _schema(), in_environment=False)
