"""Secrets that a response has: what a run takes from it under any name must stay one."""

import re
from collections.abc import Iterator

from docreplay.model.case import Answer
from docreplay.model.http.http import is_json
from docreplay.model.json.exact import Exact, InexactJson, read_exact
from docreplay.model.secret_names import is_secret_header, is_secret_property
from docreplay.replay.secrets.secret_shapes import is_token, without_shapes

_COOKIE = re.compile(r"[^=;]*=([^;]*)")
_CLEAR = 8
"""Characters of a secret that is not a part of other values by chance."""
_LARGEST = 1_000_000
"""Bytes of a body that are looked through."""


def is_secret_in(answer: Answer, value: str) -> bool:
    """Return True if a value of a response is a secret: by its name there, or by its shape.

    It is one too if it has a secret in it, such as a URL with `?access_token=`.
    """
    if is_token(value):
        return True
    return any(has_secret(value, secret) for secret in secrets_in(answer))


def has_secret(value: str, secret: str) -> bool:
    """Return True if a value is a secret, or contains one that is not there by chance."""
    return value == secret or (len(secret) >= _CLEAR and secret in value)


def is_secret_link(url: str) -> bool:
    """Return True if a URL has a secret in its query, for the service that gave it."""
    return without_shapes(url) != url


def secrets_in(answer: Answer) -> Iterator[str]:
    """Yield the values of a response whose names denote secrets; of JSON, at any depth."""
    for name, value in answer.headers:
        if name.lower() in ("set-cookie", "set-cookie2"):
            yield from filter(None, (found[1] for found in _COOKIE.finditer(value, 0, 4096)))
        elif is_secret_header(name) and value:
            yield value
    if not is_json(answer.media_type) or len(answer.body) > _LARGEST:
        return
    try:
        value_of_body = read_exact(answer.body.decode("utf-8", "replace"))
    except InexactJson:
        return
    yield from _below(value_of_body, is_secret=False)


def _below(value: Exact, *, is_secret: bool) -> Iterator[str]:
    """Yield the strings below a value, those below the name of a secret."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _below(item, is_secret=is_secret or is_secret_property(name))
    elif isinstance(value, list):
        for item in value:
            yield from _below(item, is_secret=is_secret)
    elif is_secret and isinstance(value, str) and value:
        yield value
