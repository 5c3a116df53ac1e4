"""Request targets with placeholders, and the URLs that are made of them."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from docreplay.model import uri_expression

_GUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f.…-]*"
_NO_GUID = rf"(?!{_GUID}\}})"
PLACEHOLDER = re.compile(
    rf"\$?\{{\{{[^{{}}\"']*\}}\}}|{uri_expression.PATTERN}"
    rf"|\$?\{{{_NO_GUID}[^{{}}\"':]*\}}|(?<=/)\{{\w+:[^{{}}\"']*\}}|<[A-Za-z][^<>\n]*>"
    rf"|%7[Bb](?!{_GUID}%)[A-Za-z](?:[\w. |-]|%20|%7[Cc])*%7[Dd]"
    r"|(?<![^/])(?<!//):[A-Za-z_][\w-]*(?=[/?#]|$)"
)
"""A placeholder of a target.

It is `{id}`, `{id | name}`, `${id}`, `{{id}}`, `<id>`, an expression of RFC 6570 such as `{?page}`,
a whole path segment `:id`, or, where it is clearly a name, `%7Bid%7D`. A GUID in braces and the
JSON in `?q={"a":1}` are literal.
"""

_NAMED = re.compile(
    rf"\$?\{{\{{\s*([^\W\d_][\w .|-]*)\}}\}}"
    rf"|\$?\{{{_NO_GUID}(?![0-9A-Fa-f-]{{8,}}\}})([^\W\d_][\w .|-]*)\}}"
)
"""A placeholder of a header or a body: braces may mean themselves there, or hold a GUID."""
_LITERAL = re.compile(r"\{[^{}\0]*\}")
_BRACES = re.compile(r"\{[^{}]*\}")
_ORIGIN = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\]*)")
_DEPTH = 8
"""Depth of braces in braces, such as in JSON."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Placeholder(NamedTuple):
    """A placeholder in a target: its text with brackets, and the names that fill it."""

    written: str
    names: tuple[str, ...]


class Filled(NamedTuple):
    """A text with filled placeholders, and the placeholders without a value."""

    text: str
    missing: tuple[Placeholder, ...]


class Parts(NamedTuple):
    """Parts of a target: `https://host` (or `""`), path with a leading slash, query."""

    origin: str
    path: str
    query: str


class SegmentTemplate(NamedTuple):
    """A path segment as literals with gaps between them, each gap one or more placeholders.

    Placeholders without text between them are one gap: which of them matches which characters
    makes no difference, and trying every division would cost exponential time.
    """

    literals: tuple[str, ...]
    """One more than there are gaps; the first and the last may be empty."""
    gaps: tuple[int, ...]
    """Minimum number of characters in each gap: the number of its placeholders."""

    def matches(self, segment: str) -> bool:
        """Return True if a decoded segment fits; the time is linear in its length.

        Every inner literal is taken at its first possible position, which leaves most to the
        rest, so no position is tried twice.
        """
        first, *inner = self.literals
        if not inner:
            return segment == first
        last = inner.pop()
        at, end = len(first), len(segment) - len(last)
        if not segment.startswith(first) or not segment.endswith(last):
            return False
        for literal, gap in zip(inner, self.gaps, strict=False):
            found = segment.find(literal, at + gap, end)
            if found < 0:
                return False
            at = found + len(literal)
        return at + self.gaps[-1] <= end


def placeholders(target: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of a target in order; `PLACEHOLDER` has their spellings."""
    return tuple(_placeholder(match) for match in PLACEHOLDER.finditer(target))


def fill(
    target: str, values: Mapping[str, str], default: Callable[[Placeholder], str] | None = None
) -> Filled:
    """Return the target; each placeholder is filled by the first of its names that has a value.

    The whole text between the brackets is such a name too; case is ignored if nothing fits as
    written. A name may have its place, as in `groups/{id}`, for the placeholders there only. An
    empty value is none. `default` gives the value of a placeholder without one. A value cannot
    add a path segment, a query or a host; a path if it is given for `+name` (RFC 6570 §3.2.3).
    """
    placed = [key for key in values if key[-1:] in ("}", ">") and key[0] not in "{<"]

    def value(placeholder: Placeholder, before: str) -> str:
        own = _placed_value(placeholder, before, values, placed) if placed else ""
        return own or _value(placeholder, values) or (default(placeholder) if default else "")

    def put(match: re.Match[str]) -> str:
        raw = uri_expression.raw_value(_placeholder(match).names, values)
        if raw or not uri_expression.is_optional(match[0]):
            return raw or match[0]
        return uri_expression.expand(match[0], lambda name: _value(_named(name), values))

    return _filled(PLACEHOLDER, PLACEHOLDER.sub(put, target), value, _data)


def fill_text(text: str, values: Mapping[str, str], data: Callable[[str], str] = str) -> Filled:
    """Return the value of a header, or the text of a body, with `{name}` filled.

    Only what is clearly a name is a placeholder there. `data` writes a value as the text needs
    it; without, it is put in as it is.
    """
    return _filled(_NAMED, text, lambda placeholder, _: _value(placeholder, values), data)


def has_named(text: str) -> bool:
    """Return True if `fill_text` would find a placeholder in the text."""
    return _NAMED.search(text) is not None


def _filled(
    expression: re.Pattern[str],
    text: str,
    value: Callable[[Placeholder, str], str],
    data: Callable[[str], str],
) -> Filled:
    missing: list[Placeholder] = []

    def put(match: re.Match[str]) -> str:
        placeholder = _placeholder(match)
        found = value(placeholder, match.string[: match.start()])
        if not found:
            missing.append(placeholder)
            return placeholder.written
        if uri_expression.is_expression(placeholder.written):
            return uri_expression.expand(placeholder.written, lambda _: found)
        return data(found)

    return Filled(expression.sub(put, text), tuple(missing))


def _placed_value(
    placeholder: Placeholder, before: str, values: Mapping[str, str], keys: Iterable[str]
) -> str:
    """Return the value of the longest key, such as `groups/{id}`, that fits a placeholder here.

    `before` is the target up to the placeholder. Placeholders in the key match any placeholder, the
    last one only a placeholder with one of its names.
    """
    names = {folded(name) for name in placeholder.names}
    fitting = (key for key in keys if values[key].strip() and _is_at(key, before, names))
    key = max(fitting, key=len, default="")
    return values[key].strip() if key else ""


def _is_at(key: str, before: str, names: set[str]) -> bool:
    placeholders = list(PLACEHOLDER.finditer(key))
    if not placeholders or names.isdisjoint(map(folded, _placeholder(placeholders[-1]).names)):
        return False
    start = _literal(key[: placeholders[-1].start()].lstrip("/"))
    place = _literal(before)
    at = len(place) - len(start)
    return place.endswith(start) and (at <= 0 or not place[at - 1].isalnum())


def _literal(text: str) -> str:
    """Return text in lower case with one sign for every placeholder."""
    return PLACEHOLDER.sub("{}", text).lower()


def _value(placeholder: Placeholder, values: Mapping[str, str]) -> str:
    """Return the first value that is not empty, or `""`."""
    for name in placeholder.names:
        if value := values.get(name, "").strip():
            return value
    wanted = {folded(name) for name in placeholder.names}
    found = (value.strip() for name, value in values.items() if folded(name) in wanted)
    return next((value for value in found if value), "")


def sample(placeholder: Placeholder) -> str:
    """Return a harmless value for a placeholder whose value is irrelevant: `id-value`."""
    word = re.sub(r"[^A-Za-z0-9]+", "-", placeholder.names[0]).strip("-")
    return f"{word or 'any'}-value"


def split(target: str) -> Parts:
    """Return origin, path and query of a target; a leading slash is added, a fragment dropped."""
    origin = _ORIGIN.match(target)
    rest = uri_expression.without_optional(without_origin(target))
    path, mark, query = rest.partition("?")
    path, query = path.partition("#")[0], query.partition("#")[0] if mark else ""
    if not path.startswith("/"):
        path = "/" + path
    return Parts(origin[0] if origin else "", path, query)


def without_origin(target: str) -> str:
    """Return the target without scheme and host, as it is written."""
    origin = _ORIGIN.match(target)
    return target[origin.end() :] if origin else target


def encode(target: str) -> str:
    """Return the target with invalid characters percent-encoded (RFC 3986 §2).

    Existing percent-encodings are unchanged, so that encoding twice changes nothing.
    """
    safe = _UNSAFE.sub(lambda match: quote(match[0], safe="", errors="replace"), target)
    return _BARE_PERCENT.sub("%25", safe)


def segment_template(segment: str) -> SegmentTemplate:
    """Return the template of a documented path segment."""
    literals: list[str] = []
    gaps: list[int] = []
    at = 0
    for match in PLACEHOLDER.finditer(segment):
        if gaps and match.start() == at:
            gaps[-1] += 1
        else:
            literals.append(segment[at : match.start()])
            gaps.append(1)
        at = match.end()
    return SegmentTemplate((*literals, segment[at:]), tuple(gaps))


def has_unmatched_brace(target: str) -> bool:
    """Return True if a brace of a target is neither of a placeholder nor of literal text.

    Literal text in braces is a GUID, or JSON, which has placeholders inside in a query only.
    """
    path, _, query = PLACEHOLDER.sub("\0", target).partition("?")
    return _has_brace(path, _LITERAL) or _has_brace(query, _BRACES)


def _has_brace(text: str, literal: re.Pattern[str]) -> bool:
    for _ in range(_DEPTH):
        if "{" not in text and "}" not in text:
            return False
        text = literal.sub("", text)
    return "{" in text or "}" in text


def _placeholder(match: re.Match[str]) -> Placeholder:
    written = match[0]
    if uri_expression.is_expression(written):
        return Placeholder(written, uri_expression.names_of(written) or ("",))
    return Placeholder(written, _names_in(_inner(written)))


def _named(name: str) -> Placeholder:
    return Placeholder(name, (name,))


def _inner(written: str) -> str:
    """Return what is between the brackets of a placeholder."""
    if written[0] == ":":
        return written[1:]
    if written[0] == "%":
        return unquote(written[3:-3])
    inner = written.lstrip("${<").rstrip("}>")
    name, colon, _ = inner.partition(":")
    return name if colon else inner


def _names_in(inner: str) -> tuple[str, ...]:
    inner = inner.strip()
    names = [inner, *(part.strip() for part in inner.split("|"))]
    return tuple(dict.fromkeys(name for name in names if name)) or ("",)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return the name without blanks and in lower case, by which names are compared."""
    return re.sub(r"\s+", "", name).lower()


def _data(value: str) -> str:
    """Return an encoded segment; `.` and `..` are encoded too (RFC 3986 §5.2.4)."""
    encoded = quote(value, safe="", errors="replace")
    return encoded.replace(".", "%2E") if set(value) == {"."} else encoded
