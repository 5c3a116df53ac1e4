"""Tokens that a CI platform gives to a job, without a stored secret."""

import json
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from docreplay.config.accounts import Account
from docreplay.model.case import Answer, SentRequest
from docreplay.model.http.origin import is_loopback
from docreplay.model.secret import Secret
from docreplay.replay.accounts.tokens import NoToken
from docreplay.replay.sending import Transport

_URL, _TOKEN = "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"  # names


def github_token(account: Account, transport: Transport, environment: Mapping[str, str]) -> Secret:
    """Return a token of OpenID Connect for the job of GitHub Actions that this is.

    See docs.github.com, "OpenID Connect reference". Raises `NoToken` outside of a job that may ask
    for it.
    """
    where = f"account `{account.name}`: `assertion`"
    url, token = environment.get(_URL, ""), environment.get(_TOKEN, "")
    if not url or not token:
        raise NoToken(
            f"{where}: {_URL if not url else _TOKEN} is not set (give the job `permissions:"
            " id-token: write`)"
        )
    parts = urlsplit(url)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise NoToken(f"{where}: {_URL} must be an https:// URL")
    if account.assertion_audience:
        sign = "&" if parts.query else "?"
        url += f"{sign}audience={quote(account.assertion_audience, safe='')}"
    headers = (("Accept", "application/json"), ("Authorization", f"Bearer {token}"))
    result = transport.send(
        SentRequest(method="GET", url=url, headers=headers, body=None, account=account.name)
    )
    if not isinstance(result, Answer):
        raise NoToken(f"{where}: cannot reach GitHub: {result.reason}")
    return Secret(_value(result, where))


def _value(answer: Answer, where: str) -> str:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    value = found.get("value") if isinstance(found, dict) else None
    if answer.status != 200 or not isinstance(value, str) or not value:
        raise NoToken(f"{where}: GitHub responded with {answer.status} and no token")
    return value
