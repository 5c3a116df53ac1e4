"""Request targets with placeholders, and the URLs that are made of them."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from docreplay.model.http import uri_expression
from docreplay.model.http.placeholder import (
    NAMED,
    PLACEHOLDER,
    Placeholder,
    placeholder_of,
    with_surroundings,
)
from docreplay.model.http.placeholder_values import RawText, values_from

_LITERAL = re.compile(r"\{[^{}\0]*\}")
_BRACES = re.compile(r"\{[^{}]*\}")
_ORIGIN = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\]*)")
_PREFIX = re.compile(r"\{\w+:(\d{1,4})\}")
"""An expression for the first characters of a value (RFC 6570 §2.4.1)."""
_DEPTH = 8
"""Depth of braces in braces, such as in JSON."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


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


def fill(
    target: str, values: Mapping[str, str], default: Callable[[Placeholder], str] | None = None
) -> Filled:
    """Return the target; each placeholder is filled by the first of its names that has a value.

    The whole text between the brackets is such a name too; case is ignored if nothing fits as
    written. A name may have its place, as in `groups/{id}`, for the placeholders there only. An
    empty value is none. `default` gives the value of a placeholder without one. A value cannot
    add a path segment, a query or a host; a path if it is given for `+name` (RFC 6570 §3.2.3).
    """
    known = values_from(values)
    missing: list[Placeholder] = []

    def put(match: re.Match[str], before: str, after: str) -> str:
        written = match[0]

        def value(name: str) -> str:
            return known.fill(Placeholder(written, (name,)), before, after)

        placeholder = placeholder_of(match)
        if uri_expression.is_optional(written):
            return uri_expression.expand(written, value)
        is_raw = uri_expression.is_expression(written)
        if is_raw and (expanded := uri_expression.expand(written, value)):
            return expanded
        found = known.fill(placeholder, before, after) or (default(placeholder) if default else "")
        if not found:
            missing.append(placeholder)
            return written
        if is_raw or isinstance(found, RawText):
            return uri_expression.expand("{+raw}", lambda _: found)
        prefix = _PREFIX.fullmatch(written)
        return _data(found[: int(prefix[1])] if prefix else found)

    pieces, at = [], 0
    for match, before, after in with_surroundings(target, known.reach):
        pieces += [target[at : match.start()], put(match, before, after)]
        at = match.end()
    return Filled("".join([*pieces, target[at:]]), tuple(missing))


def fill_text(text: str, values: Mapping[str, str], data: Callable[[str], str] = str) -> Filled:
    """Return the value of a header, or the text of a body, with `{name}` filled.

    Only what is clearly a name is a placeholder there. `data` writes a value as the text needs
    it; without, it is put in as it is.
    """
    known = values_from(values)
    missing: list[Placeholder] = []

    def put(match: re.Match[str]) -> str:
        placeholder = placeholder_of(match)
        found = known.fill(placeholder)
        if not found:
            missing.append(placeholder)
            return match[0]
        return data(found)

    return Filled(NAMED.sub(put, text), tuple(missing))


def has_named(text: str) -> bool:
    """Return True if `fill_text` would find a placeholder in the text."""
    return NAMED.search(text) is not None


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


def _data(value: str) -> str:
    """Return an encoded segment; `.` and `..` are encoded too (RFC 3986 §5.2.4)."""
    encoded = quote(value, safe="", errors="replace")
    return encoded.replace(".", "%2E") if set(value) == {"."} else encoded
