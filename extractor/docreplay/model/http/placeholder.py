"""Placeholders of documented targets, headers and bodies: their spellings and their names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.model.http import uri_expression

_GUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f.…-]*"
_NO_GUID = rf"(?!{_GUID}\}})"
_NO_OBJECT = r"(?!(?<==)\{\}(?:&|$))"
"""Not before an empty object as the value of a query parameter."""
PLACEHOLDER = re.compile(
    rf"\$?\{{\{{[^{{}}\"']*\}}\}}|{uri_expression.PATTERN}"
    rf"|{_NO_OBJECT}\$?\{{{_NO_GUID}[^{{}}\"':]*\}}"
    rf"|(?<=/)\{{\w+:[^{{}}\"']*\}}|<[A-Za-z][^<>\n]*>"
    rf"|%7[Bb](?!{_GUID}%)[A-Za-z](?:[\w. |-]|%20|%7[Cc])*%7[Dd]"
    r"|(?:(?<![^/])(?<!//)|(?<=\.\.\.)):[A-Za-z_][\w-]*(?=[/?#.:,]|$)"
)
"""A placeholder of a target.

It is `{id}`, `{id | name}`, `${id}`, `{{id}}`, `<id>`, an expression of RFC 6570 such as `{?page}`,
`:id` at the start of a path segment (`/:id.json`, `/:base...:head`), or, where it is clearly a
name, `%7Bid%7D`. A GUID in braces and the JSON in `?q={"a":1}` and `?q={}` are literal.
"""

NAMED = re.compile(
    rf"\$?\{{\{{\s*([^\W\d_][\w .|-]*)\}}\}}"
    rf"|\$?\{{{_NO_GUID}(?![0-9A-Fa-f-]{{8,}}\}})([^\W\d_][\w .|-]*)\}}"
)
"""A placeholder of a header or a body: braces may mean themselves there, or hold a GUID."""


class Placeholder(NamedTuple):
    """A placeholder in a target: its text with brackets, and the names that fill it."""

    written: str
    names: tuple[str, ...]


def placeholders(target: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of a target in order; `PLACEHOLDER` has their spellings."""
    return tuple(placeholder_of(match) for match in PLACEHOLDER.finditer(target))


def with_surroundings(target: str, near: int) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield each placeholder of a target, and what is before and after it, up to `near` others.

    All of the target, for each of its placeholders, would be a square. Where this leaves out the
    `?` of the query, what is before begins with one.
    """
    matches = list(PLACEHOLDER.finditer(target))
    is_query, at = False, 0
    for index, match in enumerate(matches):
        is_far = index > near
        start = matches[index - near].start() if is_far else 0
        if is_far:  # the text that has just been left out
            is_query = is_query or "?" in target[at:start]
            at = matches[index - near].end()
        end = matches[index + near].end() if index + near < len(matches) else len(target)
        before = target[start : match.start()]
        yield match, f"?{before}" if is_query else before, target[match.end() : end]


def sample(placeholder: Placeholder) -> str:
    """Return a harmless value for a placeholder whose value is irrelevant: `id-value`."""
    word = re.sub(r"[^A-Za-z0-9]+", "-", placeholder.names[0]).strip("-")
    return f"{word or 'any'}-value"


def placeholder_of(match: re.Match[str]) -> Placeholder:
    """Return the placeholder that `PLACEHOLDER` or `NAMED` matched."""
    written = match[0]
    if uri_expression.is_expression(written):
        return Placeholder(written, uri_expression.names_of(written) or ("",))
    return Placeholder(written, _names_in(_inner(written)))


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
