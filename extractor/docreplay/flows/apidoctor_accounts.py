"""Translate API Doctor's accounts into tables of `[accounts]` (annotation-dialect.md §2.9)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from docreplay.config.apidoctor import Migration
from docreplay.model.http.origin import origin_of
from docreplay.model.json.value import JSON
from docreplay.model.location import Passage
from docreplay.story.apidoctor.accounts import ServiceAccount, accounts_of
from docreplay.story.apidoctor.nodes import document

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")
_ENVIRONMENT = "$env:"
_TEXTS: Mapping[str, str] = {
    "clientId": "client-id",
    "clientSecret": "client-secret",
    "resource": "resource",
}
"""Keys of `[accounts]` for members of an account, whatever its type."""


def translate_accounts(found: Migration, documents: Iterable[tuple[str, JSON]]) -> None:
    """Add the enabled accounts of the first accounts file; secrets are `$env:NAME` or left out."""
    for path, value in documents:
        if isinstance(value, dict) and isinstance(value.get("accounts"), list):
            text = json.dumps({"accounts": value["accounts"]})
            accounts = [
                item for item in accounts_of(document(Passage(text, path, 1))) if item.is_enabled
            ]
            found.put("accounts", dict(_tables(found, path, accounts)))
            return


def _tables(
    found: Migration, path: str, accounts: Iterable[ServiceAccount]
) -> Iterator[tuple[str, JSON]]:
    for account in accounts:
        name = _NOT_IN_NAMES.sub("-", account.name).strip("-._") or "account"
        missing = [item for item in _needed(account) if not account.texts.get(item)]
        if missing:
            names = ", ".join(f"`{item}`" for item in missing)
            reason = f"it has no {names}, or the file itself contains it"
            found.leave(path, name, reason)
            continue
        for key in ("clientId", "tokenService", "username", "resource"):
            if account.texts.get(key, "").startswith(_ENVIRONMENT):
                found.leave(path, f"{name}.{key}", "write its value into the configuration")
        transformed = account.transformations
        if transformed.request or transformed.response or transformed.action_prefix:
            reason = "requests are sent as the pages document them"
            found.leave(path, f"{name}.transformations", reason)
        yield name, _table(account)


def _needed(account: ServiceAccount) -> tuple[str, ...]:
    own = ("username", "password") if account.is_password else ("refreshToken",)
    return ("tokenService", *own)


def _table(account: ServiceAccount) -> dict[str, JSON]:
    table: dict[str, JSON] = {}
    origin = origin_of(account.url)
    if origin:
        table["hosts"] = [origin.host]
    if account.scopes:
        table["scopes"] = list(account.scopes)
    if account.tags or account.versions:
        table["tags"] = [*account.tags, *account.versions]
    for name, key in _TEXTS.items():
        table |= {key: account.texts[name]} if account.texts.get(name) else {}
    table |= _grant(account)
    return table


def _grant(account: ServiceAccount) -> dict[str, JSON]:
    """Return how the account signs in; what is not a token endpoint is an authority of Entra ID."""
    service = account.texts["tokenService"]
    is_endpoint = service.endswith(("/token", ".srf"))
    where: dict[str, JSON] = {"token-url": service} if is_endpoint else {"authority": service}
    if account.is_password:
        user = {name: account.texts[name] for name in ("username", "password")}
        return {**where, "grant": "password", **user}
    return {**where, "grant": "refresh-token", "refresh-token": account.texts["refreshToken"]}
