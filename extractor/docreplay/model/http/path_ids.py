"""Find the parts of a documented path that are values of an example rather than names."""

import re
from collections.abc import Set
from urllib.parse import unquote

from docreplay.model.api.api_version import is_version

_GUID = r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
_CERTAIN = re.compile(
    rf"{_GUID}|[0-9A-Fa-f]{{32}}|[0-9A-Fa-f]{{40}}|[0-9A-Fa-f]{{64}}"  # also MD5, SHA-1, SHA-256
    r"|\+?[0-9]+(?:-[0-9]+)*"  # numbers, dates, telephone numbers
    r"|[^@\s/()]+@[^@\s/()]+\.[^@\s/().]+"  # e-mail addresses, ids of chats
    r"|[A-Za-z0-9+_-]{7,}={1,2}"  # padded Base64 (RFC 4648 §4)
    r"|:[A-Za-z_]\w*|\$[A-Z_]{2,}"  # placeholders of routers and shells
)
_TOKEN = re.compile(r"[A-Za-z0-9_\-=!.~+|@%:$]{8,}")
_WORD = re.compile(r"[A-Z]?[a-z]{3,}")
_MIXED = 16
"""Minimum length of a token of letters alone, of both cases, that is taken for a value."""
_KEYS = re.compile(r"(?<=[(=,])('?)([^'(),=]+)\1(?=[),])")
"""A value in parentheses: `users('ada@example.com')`, `rows(count=2)` (OData URL §4.3.1)."""
_RELEASE = re.compile(r"[0-9]+\.[0-9]+(?:\.[0-9]+)*")
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:-preview)?")
"""A version that is a date is one only where a root is expected."""
_API = re.compile(r"_?api|rest|odata|services?|data", re.IGNORECASE)
_DEEPEST = 3
"""Segments that a root may have."""


def generalized(segments: list[str], shown: Set[str] = frozenset()) -> list[str]:
    """Return the segments of a documented path; what looks like an id became `{id}`.

    `shown` are values that the documented response has as ids. The root of the service, such as
    `api/3`, is unchanged.
    """
    start = root_length(segments)
    return [
        *segments[:start],
        *(_generalized(segment, shown) for segment in segments[start:]),
    ]


def root_length(segments: list[str]) -> int:
    """Return how many leading segments are the root of the service: `/v1.0`, `/api/v2`, `/api`."""
    length = 0
    before = ""
    for number, segment in enumerate(segments[:_DEEPEST], 1):
        is_numbered = segment.isdigit() and before.endswith("api") and number < len(segments)
        continues = _API.fullmatch(segment) or _DATED.fullmatch(segment) or is_numbered
        if names_version(segment) or (length == number - 1 and continues):
            length = number
        elif "{" in segment or "<" in segment or looks_like_id(segment):
            break
        before = segment.lower()
    return length


def names_version(segment: str) -> bool:
    """Return True for `v1.0`, `v1beta1`, `beta`, `2.1`."""
    return is_version(segment) or _RELEASE.fullmatch(segment) is not None


def looks_like_id(text: str) -> bool:
    """Return True for a GUID, a number, an address, or a token that is not made of words.

    Names may have digits (`win32LobApps`); what makes a token is that words are less than half.
    """
    if _CERTAIN.fullmatch(text):
        return True
    if not _TOKEN.fullmatch(text):
        return False
    in_words = sum(len(match[0]) for match in _WORD.finditer(text))
    if any(letter.isdigit() for letter in text):
        return in_words * 2 < len(text)
    mixed = text.lower() != text != text.upper()
    return mixed and len(text) >= _MIXED and in_words * 4 < len(text)


def _generalized(segment: str, shown: Set[str]) -> str:
    if segment in shown or looks_like_id(unquote(segment)):
        return "{id}"
    return _KEYS.sub(lambda key: _key(key, shown), segment)


def _key(match: re.Match[str], shown: Set[str]) -> str:
    quote, value = match[1], match[2]
    is_id = value in shown or looks_like_id(value)
    return f"{quote}{{id}}{quote}" if is_id else match[0]
