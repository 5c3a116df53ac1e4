"""Request targets as OpenAPI writes them: a path template, and the pairs of the query."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote_plus

from docreplay.model.http.placeholder import PLACEHOLDER, Placeholder, placeholder_of
from docreplay.model.http.url_template import split
from docreplay.model.stories.runtime_expression import embedded, read_expression

_ODD = re.compile(r"[^A-Za-z0-9_-]+")


class Gap(NamedTuple):
    """A place of a target that gets a value: a placeholder, or a runtime expression."""

    name: str
    """Unique in the target."""
    placeholder: Placeholder
    before: str
    """What precedes it in the target."""
    after: str
    expression: str = ""
    """The expression that is its value, or `""` for a placeholder."""


class QueryPair(NamedTuple):
    """A query parameter; literal pieces of its value are decoded."""

    name: str
    pieces: tuple[str | Gap, ...]


class TargetTemplate(NamedTuple):
    """A request target, taken apart."""

    path: str
    """The path template: `/photos/{id}`."""
    gaps: tuple[Gap, ...] = ()
    """The places of the path, in their order."""
    query: tuple[QueryPair, ...] = ()
    origin: str = ""
    """`https://host`, or `""`."""
    whole: str = ""
    """The runtime expression that is the whole target, or `""`."""

    @property
    def form(self) -> str:
        """The path with one sign for every placeholder."""
        return re.sub(r"\{[^{}]*\}", "{}", self.path)


def first_name(placeholder: Placeholder) -> str:
    """Return the name of a placeholder, of several alternatives the first."""
    first, *others = placeholder.names
    return others[0] if others and "|" in first else first


def slug(text: str) -> str:
    """Return a name that expressions and templates may contain."""
    return _ODD.sub("-", text).strip("-") or "value"


def target_of(text: str, *, has_expressions: bool) -> TargetTemplate:
    """Return a documented target, or that of a request of a story, which may have expressions."""
    if has_expressions and (whole := read_expression(text)):
        gap = Gap("url", Placeholder("{url}", ("url",)), "/", "", whole.text)
        return TargetTemplate("/{url}", (gap,), whole=whole.text)
    plain, expressions = _plain(text) if has_expressions else (text, {})
    return _Reader(plain, expressions).read()


def _plain(text: str) -> tuple[str, dict[str, str]]:
    """Return a target with a placeholder for each expression, and the expressions by them."""
    found: dict[str, str] = {}
    plain = ""
    for piece in embedded(text):
        if isinstance(piece, str):
            plain += piece
            continue
        base = slug(piece.pointer[-1] if piece.pointer else piece.name or piece.kind)
        written = _unused(base, lambda name: f"{{{name}}}" in text or f"{{{name}}}" in found)
        found[f"{{{written}}}"] = piece.text
        plain += f"{{{written}}}"
    return plain, found


def _unused(base: str, is_used: Callable[[str], bool]) -> str:
    number, name = 1, base
    while is_used(name):
        number += 1
        name = f"{base}-{number}"
    return name


class _Reader:
    """Reads one target; `expressions` has those that are written as placeholders."""

    def __init__(self, text: str, expressions: dict[str, str]) -> None:
        self._parts = split(text)
        self._expressions = expressions
        self._names: set[str] = set()

    def read(self) -> TargetTemplate:
        """Return the target, taken apart."""
        parts = self._parts
        around = (parts.origin, f"?{parts.query}" if parts.query else "")
        path, gaps, at = "", [], 0
        for gap, start, end in self._gaps(parts.path, *around):
            path += f"{_literal(parts.path[at:start])}{{{gap.name}}}"
            gaps.append(gap)
            at = end
        path += _literal(parts.path[at:])
        origin = _restored(parts.origin, self._expressions)
        return TargetTemplate(path, tuple(gaps), tuple(self._pairs()), origin)

    def _gaps(self, text: str, before: str, after: str) -> Iterator[tuple[Gap, int, int]]:
        for match in PLACEHOLDER.finditer(text):
            found = placeholder_of(match)
            name = _unused(slug(first_name(found)), self._names.__contains__)
            self._names.add(name)
            place = (before + text[: match.start()], text[match.end() :] + after)
            expression = self._expressions.get(found.written, "")
            yield Gap(name, found, *place, expression), match.start(), match.end()

    def _pairs(self) -> Iterator[QueryPair]:
        query, at = self._parts.query, 0
        before = f"{self._parts.origin}{self._parts.path}?"
        for pair in query.split("&"):
            name, _, value = pair.partition("=")
            start = at + len(name) + 1
            around = (before + query[:start], query[at + len(pair) :])
            at += len(pair) + 1
            if pair:
                restored = unquote_plus(_restored(name, self._expressions))
                yield QueryPair(restored, tuple(self._pieces(value, *around)))

    def _pieces(self, value: str, before: str, after: str) -> Iterator[str | Gap]:
        at = 0
        for gap, start, end in self._gaps(value, before, after):
            if start > at:
                yield unquote_plus(value[at:start])
            yield gap
            at = end
        if at < len(value):
            yield unquote_plus(value[at:])


def _restored(text: str, expressions: dict[str, str]) -> str:
    for written, expression in expressions.items():
        text = text.replace(written, f"{{{expression}}}")
    return text


def _literal(text: str) -> str:
    """Return a part of a path whose braces are not those of a template."""
    return text.replace("{", "%7B").replace("}", "%7D")
