"""Accounts files of API Doctor (annotation-dialect.md §2.9): the accounts, and what is inert."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docreplay.model.finding import Finding, Severity
from docreplay.model.json.value import JSON
from docreplay.model.location import Range
from docreplay.model.near_names import did_you_mean
from docreplay.model.secret_names import is_credential
from docreplay.story.apidoctor.nodes import JsonDocument, Node
from docreplay.story.rules.scenario_account_ignored import RULE as IGNORED
from docreplay.story.rules.scenario_secret_literal import RULE as LITERAL
from docreplay.story.rules.scenario_value_invalid import RULE as INVALID

FILE = ("accounts", "checkServiceEnabledBranches")
_TEXTS = ("additionalHeaders", "scopes", "tags", "apiVersions")
_SECRETS = ("clientSecret", "refreshToken", "password")
_KNOWN = (
    *("name", "enabled", "oauthType", "clientId", "tokenService", "redirectUri", "serviceUrl"),
    *("resource", "username", "transformations"),
    *_SECRETS,
    *_TEXTS,
)
_SIGN_IN = frozenset({"authService", "responseType", "state"})
"""What a person needs to get a refresh token; API Doctor does not read it."""
_TYPES = ("RefreshToken", "UserPassword")
_ENVIRONMENT = "$env:"


@dataclass(frozen=True, slots=True)
class Transformations:
    """What an account changes in messages: names of properties, by a part of them, and actions."""

    request: Mapping[str, str] = field(default_factory=dict)
    response: Mapping[str, str] = field(default_factory=dict)
    action_prefix: str = ""
    """What is put before the last part of the URL of an action or function."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccount:
    """An account of the file; texts may be `$env:NAME`, and secrets are nothing else."""

    name: str
    place: Range
    is_enabled: bool = False
    url: str = ""
    is_password: bool = False
    """Whether it signs in by user name and password, instead of a refresh token."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """`clientId`, `clientSecret`, `tokenService` and the other members that are texts."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    scopes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    transformations: Transformations = Transformations()


def is_accounts_file(value: JSON) -> bool:
    """Return True for the content of an accounts file."""
    names = [name.lower() for name in FILE]
    return isinstance(value, dict) and any(key.lower() in names for key in value)


def accounts_of(document: JsonDocument) -> tuple[ServiceAccount, ...]:
    """Return the accounts of a file. A secret that is written in the file is not taken over."""
    return tuple(_account(node) for node in _nodes(document))


def _nodes(document: JsonDocument) -> Iterator[Node]:
    found = document.root.member("accounts")
    yield from (
        node for node in (found.elements() if found else ()) if isinstance(node.value, dict)
    )


def _account(node: Node) -> ServiceAccount:
    enabled = node.member("enabled")
    texts = {name: _text(node, name) for name in _KNOWN if name not in _TEXTS}
    kept = {
        name: value
        for name, value in texts.items()
        if value and (name not in _SECRETS or value.startswith(_ENVIRONMENT))
    }
    return ServiceAccount(
        name=_text(node, "name"),
        place=node.place,
        is_enabled=enabled is not None and enabled.value in (True, "true"),
        url=_text(node, "serviceUrl"),
        is_password=_text(node, "oauthType").lower() == "userpassword",
        texts=kept,
        headers=tuple(_headers(node)),
        scopes=_texts(node, "scopes"),
        tags=_texts(node, "tags"),
        versions=_texts(node, "apiVersions"),
        transformations=_transformations(node.member("transformations")),
    )


def _text(node: Node, name: str) -> str:
    member = node.member(name)
    return member.value if member and isinstance(member.value, str) else ""


def _texts(node: Node, name: str) -> tuple[str, ...]:
    member = node.member(name)
    values = (item.value for item in (member.elements() if member else ()))
    return tuple(value for value in values if isinstance(value, str))


def _headers(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the additional headers, except credentials that are written in the file."""
    for text in _texts(node, "additionalHeaders"):
        name, _, value = (part.strip() for part in text.partition(":"))
        if name and (not is_credential(name) or value.startswith(_ENVIRONMENT)):
            yield name, value


def _transformations(node: Node | None) -> Transformations:
    request, response = (node.member(name) if node else None for name in ("request", "response"))
    actions = request.member("actions") if request else None
    return Transformations(
        _renamed(request), _renamed(response), _text(actions, "prefix") if actions else ""
    )


def _renamed(node: Node | None) -> dict[str, str]:
    table = node.member("properties") if node else None
    members = table.members() if table else ()
    return {name: item.value for name, item in members if isinstance(item.value, str)}


def account_findings(document: JsonDocument) -> Iterator[Finding]:
    """Yield what has no effect in an accounts file, and secrets that are written in it."""
    for name, member in document.root.members():
        if name.lower() not in (known.lower() for known in FILE):
            message = f"`{name}` has no effect in an accounts file{did_you_mean(name, FILE)}"
            yield IGNORED.at(member.place, message)
    for node in _nodes(document):
        yield from _unknown(node)
        yield from _secrets(node)
        if node.member("enabled") is None:
            yield IGNORED.at(node.place, "`enabled` is missing, so the account is never used")


def _unknown(node: Node) -> Iterator[Finding]:
    folded = {name.lower() for name in _KNOWN}
    for name, member in node.members():
        if name.lower() == "oauthtype":
            yield from _type(member)
        elif name.lower() == "oauthmode":
            message = f"`{name}` has no effect in an account (did you mean `oauthType`?)"
            yield IGNORED.at(member.place, message)
        elif name in _SIGN_IN:
            message = f"`{name}` has no effect in an account: it is for a person who signs in"
            yield IGNORED.at(member.place, message, severity=Severity.NOTE)
        elif name.lower() == "transformations" and member.value:
            message = f"`{name}` is not applied: requests are sent as the pages document them"
            yield IGNORED.at(member.place, message, severity=Severity.NOTE)
        elif name.lower() not in folded:
            message = f"`{name}` has no effect in an account{did_you_mean(name, _KNOWN)}"
            yield IGNORED.at(member.place, message)


def _type(member: Node) -> Iterator[Finding]:
    word = str(member.value)
    if word.lower() not in (name.lower() for name in _TYPES):
        message = f"unknown `oauthType` `{word}`{did_you_mean(word, _TYPES)}"
        yield INVALID.at(member.value_place, message)


def _secrets(node: Node) -> Iterator[Finding]:
    for name in _SECRETS:
        member = node.member(name)
        if member and member.value and not str(member.value).startswith(_ENVIRONMENT):
            message = f"`{name}` is written in the file; use `$env:NAME`"
            yield LITERAL.at(member.place, message)
    headers = node.member("additionalHeaders")
    for item in headers.elements() if headers else ():
        name, _, value = (part.strip() for part in str(item.value).partition(":"))
        if is_credential(name) and value and not value.startswith(_ENVIRONMENT):
            message = f"the header `{name}` is written in the file; use `$env:NAME`"
            yield LITERAL.at(item.value_place, message)
