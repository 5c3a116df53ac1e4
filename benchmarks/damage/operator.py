"""What an operator of damage is, and how it picks a place on a page and writes over it."""

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import NamedTuple

from docreplay.model.markup.markup import Fence, Markup, Span


class Damage(NamedTuple):
    """A page with one thing broken; the inserted text is between `start` and `end`."""

    text: str
    start: int
    end: int
    rules: tuple[str, ...]
    """The names of the rules of which one must speak."""
    source: str | None = None
    """The text of the source, where that had to get what the translation then lost; `""` where
    the translation is to be judged without one."""
    before: str | None = None
    """The text of the translation before it was damaged, if it is not that of the page."""


Operator = Callable[[Markup, Markup, Random], Damage | None]
"""Gets the translation, its source, and where its chances come from; None where it suits none."""
OPERATORS: dict[str, Operator] = {}


def operator(function: Operator) -> Operator:
    """Register an operator by its name."""
    OPERATORS[function.__name__] = function
    return function


def put(page: Markup, part: Span, text: str, *rules: str) -> Damage | None:
    """Return the page with a part replaced; None if the part is not contiguous."""
    span = page.places.span(part.start, part.end)
    if span is None or page.text[part.start : part.end] == text:
        return None
    return written(page.page, span, text, *rules)


def written(page: str, span: tuple[int, int], text: str, *rules: str) -> Damage:
    """Return the text of a page with a stretch replaced."""
    start, end = span
    return Damage(page[:start] + text + page[end:], start, start + len(text), rules)


def without_lines(page: Markup, at: int, *rules: str, to: int | None = None) -> Damage:
    """Return the page without the line of an offset, or the lines up to another offset."""
    start = page.page.rfind("\n", 0, page.places.offset(at)) + 1
    last = page.places.offset(at) if to is None else page.places.offset(to - 1)
    end = page.page.find("\n", last) + 1 or len(page.page)
    return written(page.page, (start, end), "", *rules)


def chosen(parts: Iterable[Span], chance: Random) -> Span | None:
    """Return one of the items, or None if there are none."""
    found = list(parts)
    return chance.choice(found) if found else None


def matches(text: str, pattern: str, flags: int = 0) -> Iterator[Span]:
    """Return what a pattern, or its first group, matches in one of the page's texts."""
    for match in re.finditer(pattern, text, flags):
        group = 1 if match.re.groups else 0
        yield Span(match[group], *match.span(group))


def cells(page: Markup, pattern: str) -> Iterator[Span]:
    """Return the cells of a page's tables that a pattern matches, without headers."""
    for table in page.tables:
        for row in table.rows[1:]:
            yield from (cell for cell in row if re.fullmatch(pattern, cell.text))


def code_lines(page: Markup, languages: tuple[str, ...] = ("http", "json")) -> Iterator[Span]:
    """Return the lines of the page's code blocks that are not blank."""
    for fence in page.fences:
        if fence.is_exact and fence.info.lower() in languages:
            at = fence.body.start
            for line in fence.body.text.split("\n")[:-1]:
                if line.strip():
                    yield Span(line, at, at + len(line))
                at += len(line) + 1


def annotations(page: Markup) -> Iterator[Span]:
    """Return the annotations of code blocks."""
    for fence in page.fences:
        if fence.annotation and fence.is_exact:
            yield annotation_of(page, fence)


def annotation_of(page: Markup, fence: Fence) -> Span:
    """Return a code block's annotation with its comment marks; an empty part without one."""
    if fence.annotation is None:
        return Span("", fence.start, fence.start)
    start, end = fence.annotation.start, fence.annotation.end
    return Span(page.text[start:end], start, end)
