"""Hide secrets in reports: by the names of headers, properties and query parameters."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import unquote, urlsplit, urlunsplit

from docreplay.model.http.http import Request
from docreplay.model.http.url_template import fill_text
from docreplay.model.secret_names import (
    is_credential,
    is_secret_member,
    is_secret_name,
    may_be_secret,
)

HIDDEN = "***"
SHORTEST = 4
"""Minimum length of a secret, in characters; a shorter one would mask half of every text."""

_MASK = re.compile(r"\*\*\*[0-9]*")
_MEMBER = re.compile(r'"([^"\\\n]*)"(\s*:\s*)"((?:[^"\\]|\\.)*)(?:"|$)')
"""A property of JSON whose value is a string, which may be cut off."""
_PLACEHOLDER = r"(\$?\{\{?[^{}\n]+\}?\})"
_FILLED = tuple(
    re.compile(pattern + _PLACEHOLDER)
    for pattern in (
        r"""(?<![\w.-])([\w.-]+)["']?\s*+[=:]\s*+(?:\[\s*+)?["']?(?:\w+ )?""",
        # a part of a multipart body: its name, its other headers, a blank line
        r"""\bname="?([\w.-]+)"?[^\n]{0,200}\n"""
        r"""(?:[\w-]{1,80}:[^\n]{0,200}\n){0,9}[ \t\r]*+\n[ \t]*+""",
        # an element of XML
        r"""<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*+)?>\s*+(?:<!\[CDATA\[)?""",
        # a name and its value in properties of their own
        r"""["'](?:name|key)["']\s*:\s*["']([\w.-]+)["']\s*,\s*["']value["']\s*:\s*["']""",
    )
)
"""Names with a placeholder as the value, of which the first word may be a scheme."""
_OPEN_HEADERS = frozenset({"accept", "accept-language", "content-type", "prefer", "user-agent"})
"""Headers that negotiate, and do not contain secrets."""


def secrets_filled(request: Request, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the values that are filled in below the name of a secret: `password={pw}`.

    The name may be that of a header, a parameter, a field of a form or of a multipart body, a
    property of JSON or an element of XML.
    """
    lines = [f"{header.name}={header.value}" for header in request.headers]
    body = request.body.text if request.body else ""
    text = "\n".join((request.target, *lines, body))
    for name, placeholder in chain.from_iterable(item.findall(text) for item in _FILLED):
        if may_be_secret(name) or is_credential(name):
            filled = fill_text(placeholder, values)
            yield from () if filled.missing else (filled.text,)


def secrets_of_headers(headers: Mapping[str, str]) -> Iterator[str]:
    """Yield the values of configured headers; a credential also without its scheme.

    The scheme is the first word (RFC 9110 §11.4). Basic credentials are also yielded decoded, and
    their user and their password alone (RFC 7617 §2).
    """
    for name, value in headers.items():
        if name.lower() in _OPEN_HEADERS:
            continue
        yield value
        scheme, blank, credential = value.strip().partition(" ")
        if blank and is_credential(name):
            yield credential.strip()
            if scheme.lower() == "basic":
                yield from _halves(credential.strip())


def secrets_of_proxy(url: str) -> Iterator[str]:
    """Yield the credentials in the URL of a proxy, in the forms in which they are sent or shown."""
    written = url.partition("://")[2].partition("/")[0].rpartition("@")[0]
    if not written:
        return
    user, sign, password = written.partition(":")
    plain = unquote(written)
    yield from (written, plain, b64encode(plain.encode()).decode())
    yield from (password, unquote(password)) if sign else (user, unquote(user))


def _halves(credential: str) -> Iterator[str]:
    try:
        pair = b64decode(credential, validate=True).decode()
    except ValueError:
        return
    user, _, password = pair.partition(":")
    yield from (pair, user, password)


def redacted_headers(
    headers: Iterable[tuple[str, str]], secrets: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return the headers with the values of credentials, and of names in `secrets`, hidden."""
    hidden = {name.lower() for name in secrets}
    return tuple(
        (name, HIDDEN if is_credential(name) or name.lower() in hidden else value)
        for name, value in headers
    )


def redacted_url(url: str, documented: str = "") -> str:
    """Return the URL without user and password, with values of secret query parameters hidden.

    `documented` is the target that a page shows: the values of its query are not secret.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return HIDDEN
    host = parts.netloc.rpartition("@")[2]
    shown = set(map(unquote, documented.partition("?")[2].split("&")))
    pairs = (pair if unquote(pair) in shown else _redacted(pair) for pair in parts.query.split("&"))
    return urlunsplit((parts.scheme, host, parts.path, "&".join(pairs), ""))


def _redacted(pair: str) -> str:
    """Return a query parameter, without its value if its name denotes a secret."""
    name, _, value = pair.partition("=")
    return f"{name}={HIDDEN}" if value and is_secret_name(unquote(name)) else pair


def hidden(secret: str) -> str:
    """Return `***` for a secret; what is a mask already stays as it is."""
    return secret if _MASK.fullmatch(secret) else HIDDEN


def redacted_members(text: str, hide: Callable[[str], str] = hidden) -> str:
    """Return JSON, or a part of it, with strings hidden whose property names denote secrets.

    `hide` returns what replaces a string.
    """

    def redacted(match: re.Match[str]) -> str:
        name, colon = match[1], match[2]
        return f'"{name}"{colon}"{hide(match[3])}"' if is_secret_member(name) else match[0]

    return _MEMBER.sub(redacted, text)
