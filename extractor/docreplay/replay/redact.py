"""Hide secrets in reports: by the names of headers, properties and query parameters."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

from docreplay.model.http import Request
from docreplay.model.url_template import fill_text

HIDDEN = "***"
SHORTEST = 4
"""Minimum length of a secret, in characters; a shorter one would mask half of every text."""
_CREDENTIAL = re.compile(
    r"(?!.*(?:idempoten|partition|surrogate|routing|continuation|sec-websocket|(?<![a-z])sync-))"
    r"(?:.*authorization.*|(?:set-)?cookie2?|x-auth(?!or(?!iz)).*|.*-key"
    r"|.*(?:api-?key|token|secret|password|signature).*)",
    re.IGNORECASE,
)
"""Names that end in `-Key` or contain `Token`, except those that identify or order things."""

_MEMBER = re.compile(r'"([^"\\\n]*)"(\s*:\s*)"(?:[^"\\]|\\.)*(?:"|$)')
"""A property of JSON whose value is a string, which may be cut off."""
_FILLED = re.compile(r"""(?<![\w.-])([\w.-]+)["']?[ \t]*[=:][ \t]*["']?(?:\w+ )?(\{[^{}\n]+\})""")
"""A name with a placeholder as its value, of which the first word may be a scheme."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_PART = re.compile(
    r"token|secret|password|passwd|authorization|credential"
    r"|(?:api|access|account|private|shared|subscription)[-_]?key",
    re.IGNORECASE,
)
"""Parts of names, which properties and placeholders often run together: `mytokenvalue`."""
_SECRET = re.compile(
    r"^code$|\b(?:key|sig|o?auth|pwd?|pass|pin|jwt|bearer|session|sid|otp)\b"
    r"|\b(?:session|otp|pin)(?:id|code)\b"
    r"|(?:token|secrets?|credentials?)\b"
    r"|password|passwd|passphrase|passcode|signature|authorization"
    r"|(?:api|access|account|private|shared|subscription|master|function) ?keys?\b"
    r"|(?:access|auth|device|user|verification|security|otp) ?code\b"
)
"""Words of a name in lower case; `code` alone is the grant of OAuth (RFC 6749 §4.1.2)."""
_PLACE = re.compile(
    r"\b(?:(?:skip|delta|page|next|continuation|sync|cursor) ?token"
    r"|(?:partition|sort|row|routing|surrogate|idempotency) ?key)\b"
)
"""Names of positions in lists, and of keys that order things."""
_OPEN_HEADERS = frozenset({"accept", "accept-language", "content-type", "prefer", "user-agent"})
"""Headers that negotiate, and do not contain secrets."""


def is_credential(header: str) -> bool:
    """Return True if a header of that name contains a credential."""
    return _CREDENTIAL.fullmatch(header) is not None


def is_secret_name(name: str) -> bool:
    """Return True if a query parameter of that name contains a secret.

    A whole word of the name says so: `key` in `apiKey`, not in `monkey`.
    """
    words = " ".join(_WORD.findall(name)).lower()
    return _SECRET.search(_PLACE.sub("", words)) is not None


def may_be_secret(name: str) -> bool:
    """Return True if a placeholder of that name may contain a secret, even within a word."""
    return is_secret_name(name) or _SECRET_PART.search(name) is not None


def is_secret_member(name: str) -> bool:
    """Return True if a property of that name may contain a secret; `code` is that of an error."""
    return name.lower() != "code" and may_be_secret(name)


def secrets_filled(request: Request, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the values that are filled in below the name of a secret: `password={pw}`.

    The name may be that of a header, a parameter, a field of a form or a property of JSON.
    """
    lines = [f"{header.name}={header.value}" for header in request.headers]
    body = request.body.text if request.body else ""
    for name, placeholder in _FILLED.findall("\n".join((request.target, *lines, body))):
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


def redacted_members(text: str) -> str:
    """Return JSON, or a part of it, with strings hidden whose property names denote secrets."""
    return _MEMBER.sub(_redacted_member, text)


def _redacted_member(match: re.Match[str]) -> str:
    name, colon = match[1], match[2]
    return f'"{name}"{colon}"{HIDDEN}"' if is_secret_member(name) else match[0]
