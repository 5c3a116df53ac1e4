"""Hide secrets in reports: by the names of headers, properties and query parameters."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

HIDDEN = "***"
_CREDENTIAL = re.compile(
    r"(?!.*(?:idempoten|partition|surrogate|routing|continuation|sec-websocket|(?<![a-z])sync-))"
    r"(?:.*authorization.*|(?:set-)?cookie2?|x-auth(?!or(?!iz)).*|.*-key"
    r"|.*(?:api-?key|token|secret|password|signature).*)",
    re.IGNORECASE,
)
"""Names that end in `-Key` or contain `Token`, except those that identify or order things."""

_NAMES = (
    r"token|secret|password|passwd|authorization|credential"
    r"|(?:api|access|account|private|shared|subscription)[-_]?key"
)
_SECRET = re.compile(_NAMES, re.IGNORECASE)
_SECRET_MEMBER = re.compile(
    rf'("[^"\n]*(?:{_NAMES})[^"\n]*"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|$)', re.IGNORECASE
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_PARAMETER = re.compile(
    r"^code$|\b(?:key|sig|o?auth|pwd)\b|(?:token|secrets?|credentials?)\b"
    r"|password|passwd|signature|authorization"
    r"|(?:api|access|account|private|shared|subscription|master|function) ?key\b"
    r"|(?:access|device|user|verification) ?code\b"
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
    """Return True if a property or placeholder of that name contains a secret."""
    return _SECRET.search(name) is not None


def secrets_of_headers(headers: Mapping[str, str]) -> Iterator[str]:
    """Yield the values of configured headers; a credential also without its scheme.

    The scheme is the first word (RFC 9110 §11.4).
    """
    for name, value in headers.items():
        if name.lower() not in _OPEN_HEADERS:
            yield value
            _, blank, credential = value.partition(" ")
            if blank and is_credential(name):
                yield credential.strip()


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
    return f"{name}={HIDDEN}" if value and _is_secret_parameter(unquote(name)) else pair


def _is_secret_parameter(name: str) -> bool:
    """Return True if a whole word of the name says so: `key` in `apiKey`, not in `monkey`."""
    words = " ".join(_WORD.findall(name)).lower()
    return _SECRET_PARAMETER.search(_PLACE.sub("", words)) is not None


def redacted_members(text: str) -> str:
    """Return JSON, or a part of it, with strings hidden whose property names denote secrets."""
    return _SECRET_MEMBER.sub(rf'\1"{HIDDEN}"', text)
