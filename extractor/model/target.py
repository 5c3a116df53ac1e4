"""Request targets as pages write them: hosts, placeholders, blanks; and how URLs are made."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_HOLE = re.compile(r"\{([^{}]*)\}|<([A-Za-z][^<>\n]*)>")
_ORIGIN = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\]*)")
_UNSAFE = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Placeholder(NamedTuple):
    """A hole in a target: as written with its brackets, and the names that fill it."""

    written: str
    names: tuple[str, ...]


class Filled(NamedTuple):
    """A target with values in its holes, and the holes that got none."""

    target: str
    missing: tuple[Placeholder, ...]


class Parts(NamedTuple):
    """A target taken apart: `https://host` (or `""`), path with a leading slash, query."""

    origin: str
    path: str
    query: str


def placeholders(target: str) -> tuple[Placeholder, ...]:
    """The holes of a target in order: `{id}`, `{id | userPrincipalName}`, `<id>`."""
    return tuple(_placeholder(match) for match in _HOLE.finditer(target))


def fill(target: str, values: Mapping[str, str]) -> Filled:
    """The target with each hole filled by the first of its names that has a value.

    The whole text between the brackets is such a name too; case is ignored if nothing fits as
    written. A value stays one piece of data: it cannot add a path segment, a query or a host.
    """
    missing: list[Placeholder] = []

    def put(match: re.Match[str]) -> str:
        hole = _placeholder(match)
        value = _value(hole, values)
        if value is None:
            missing.append(hole)
            return hole.written
        return _data(value)

    return Filled(_HOLE.sub(put, target), tuple(missing))


def _value(hole: Placeholder, values: Mapping[str, str]) -> str | None:
    for name in hole.names:
        if name in values:
            return values[name]
    wanted = {_fold(name) for name in hole.names}
    return next((value for name, value in values.items() if _fold(name) in wanted), None)


def sample(hole: Placeholder) -> str:
    """A harmless value for a hole whose value does not matter: `id-value`."""
    word = re.sub(r"[^A-Za-z0-9]+", "-", hole.names[0]).strip("-")
    return f"{word or 'any'}-value"


def split(target: str) -> Parts:
    """Origin, path and query of a target; a missing leading slash is added, a fragment dropped."""
    origin = _ORIGIN.match(target)
    rest = target[origin.end() :] if origin else target
    path, mark, query = rest.partition("?")
    path, query = path.partition("#")[0], query.partition("#")[0] if mark else ""
    if not path.startswith("/"):
        path = "/" + path
    return Parts(origin[0] if origin else "", path, query)


def host_of(url: str) -> str:
    """The host name of a URL in lower case, without user, password and port; `""` for none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def rebase(target: str, base_url: str) -> str:
    """The target below the base URL: scheme and host are replaced, the documented path is kept."""
    parts = split(target)
    path = "/" + parts.path.lstrip("/\\")
    return base_url.rstrip("/") + path + (f"?{parts.query}" if parts.query else "")


def encode(target: str) -> str:
    """The target with everything percent-encoded that a URL cannot hold (RFC 3986 §2).

    What is encoded already stays as it is, so encoding twice changes nothing.
    """
    safe = _UNSAFE.sub(lambda match: quote(match[0], safe="", errors="replace"), target)
    return _BARE_PERCENT.sub("%25", safe)


def pattern(segment: str) -> str:
    """A regular expression for the decoded form of a documented path segment."""
    parts, at = [], 0
    for match in _HOLE.finditer(segment):
        parts += [re.escape(segment[at : match.start()]), "(?s:.+)"]
        at = match.end()
    return "".join([*parts, re.escape(segment[at:])])


def _placeholder(match: re.Match[str]) -> Placeholder:
    inner = (match[1] if match[1] is not None else match[2]).strip()
    names = [inner, *(part.strip() for part in inner.split("|"))]
    return Placeholder(match[0], tuple(dict.fromkeys(name for name in names if name)) or ("",))


def _fold(name: str) -> str:
    return re.sub(r"\s+", "", name).lower()


def _data(value: str) -> str:
    """One segment of data; `.` and `..` would still mean something (RFC 3986 §5.2.4)."""
    encoded = quote(value, safe="", errors="replace")
    return encoded.replace(".", "%2E") if set(value) == {"."} else encoded
