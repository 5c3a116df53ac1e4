"""What an account adds to a request: a header, a query parameter, or nothing but a certificate."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from docreplay.config.accounts import Account
from docreplay.errors import ConfigError
from docreplay.model.case import SentRequest
from docreplay.model.http.http import unfit_in_field_value
from docreplay.model.http.origin import Origin, is_among, is_loopback
from docreplay.model.secret import Secret
from docreplay.replay.secrets.redact import HIDDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An account as one case uses it."""

    account: Account
    scopes: tuple[str, ...] = ()
    """The scopes that its token is asked for."""

    def reaches(self, origin: Origin | None, own: Origin | None) -> bool:
        """Return True if the credentials are for an origin; `own` is that of the base URL.

        A host that the account names gets them over TLS, or on this machine.
        """
        if origin is None:
            return False
        hosts = frozenset(host.lower() for host in self.account.hosts)
        if not hosts:
            return origin == own
        is_protected = origin.scheme == "https" or origin == own or is_loopback(origin.host)
        return is_protected and is_among(origin, hosts)


def marked(request: SentRequest, use: Use) -> SentRequest:
    """Return the request with `***` where the credentials belong; documented ones are replaced.

    `filled` puts them in when the request is sent, so that no value before has them.
    """
    account = use.account
    headers = request.headers
    if account.header:
        others = (item for item in headers if item[0].lower() != account.header.lower())
        headers = (*others, (account.header, HIDDEN))
    url = _with_query(request.url, account.api_key_query, HIDDEN)
    return replace(request, headers=headers, url=url, account=account.name)


def filled(request: SentRequest, use: Use, value: Secret) -> SentRequest:
    """Return the marked request with the credentials. Raises `ConfigError` if they do not fit."""
    account = use.account
    headers = tuple(
        (name, _field(account, value) if name == account.header else text)
        for name, text in request.headers
    )
    query = quote(value.reveal(), safe="")
    return replace(
        request, headers=headers, url=_with_query(request.url, account.api_key_query, query)
    )


def secret_texts(account: Account, value: Secret) -> Iterator[str]:
    """Yield what no output must show once a request has had the credentials."""
    text = value.reveal()
    yield text
    if account.kind == "basic":
        yield from (f"{account.username}:{text}", _basic(account, value))


def _field(account: Account, value: Secret) -> str:
    """Return the value of the header."""
    if account.kind == "api-key":
        text = value.reveal()
    elif account.kind == "basic":
        text = f"Basic {_basic(account, value)}"
    else:
        text = f"Bearer {re.sub('(?i)^bearer +', '', value.reveal())}"
    if unfit := unfit_in_field_value(text):
        message = f"account `{account.name}`: header `{account.header}` cannot contain {unfit!r}"
        raise ConfigError(message, hint="check the value of the credentials")
    return text


def _basic(account: Account, password: Secret) -> str:
    """Return user and password as RFC 7617 §2 encodes them."""
    return b64encode(f"{account.username}:{password.reveal()}".encode()).decode()


def _with_query(url: str, name: str, value: str) -> str:
    """Return the URL with the parameter once; other parameters stay as they are."""
    if not name:
        return url
    head, sign, query = url.partition("?")
    key = quote(name, safe="")
    pairs = [pair for pair in query.split("&") if sign and pair and _key(pair) != name.lower()]
    return f"{head}?{'&'.join([*pairs, f'{key}={value}'])}"


def _key(pair: str) -> str:
    return unquote(pair.partition("=")[0]).lower()
