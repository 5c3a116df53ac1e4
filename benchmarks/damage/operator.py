"""What an operator of damage is, and how it picks a place on a page and writes over it."""

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import NamedTuple

from docreplay.model.markup import Fence, Markup, Span


class Damage(NamedTuple):
    """A page with one thing broken; what was put in stands from `start` up to `end`."""

    text: str
    start: int
    end: int
    rules: tuple[str, ...]
    """The names of the rules of which one must speak."""
    source: str | None = None
    """The text of the source, where that had to get what the translation then lost; `""` where
    the translation is to be judged without one."""


Operator = Callable[[Markup, Markup, Random], Damage | None]
"""Gets the translation, its source, and where its chances come from; None where it suits none."""
OPERATORS: dict[str, Operator] = {}


def operator(function: Operator) -> Operator:
    """Registers an operator by its name."""
    OPERATORS[function.__name__] = function
    return function


def put(page: Markup, part: Span, text: str, *rules: str) -> Damage | None:
    """The page with other words in the place of a part; None where the part is in pieces."""
    span = page.places.span(part.start, part.end)
    if span is None or page.text[part.start : part.end] == text:
        return None
    return written(page.page, span, text, *rules)


def written(page: str, span: tuple[int, int], text: str, *rules: str) -> Damage:
    """The text of a page with other words in the place of a stretch."""
    start, end = span
    return Damage(page[:start] + text + page[end:], start, start + len(text), rules)


def without_lines(page: Markup, at: int, *rules: str, to: int | None = None) -> Damage:
    """The page without the line that an offset is in, or without those up to another offset."""
    start = page.page.rfind("\n", 0, page.places.offset(at)) + 1
    last = page.places.offset(at) if to is None else page.places.offset(to - 1)
    end = page.page.find("\n", last) + 1 or len(page.page)
    return written(page.page, (start, end), "", *rules)


def chosen(parts: Iterable[Span], chance: Random) -> Span | None:
    """One of them, or None of none."""
    found = list(parts)
    return chance.choice(found) if found else None


def matches(text: str, pattern: str, flags: int = 0) -> Iterator[Span]:
    """What a pattern, or its first group, matches in one of the page's texts."""
    for match in re.finditer(pattern, text, flags):
        group = 1 if match.re.groups else 0
        yield Span(match[group], *match.span(group))


def cells(page: Markup, pattern: str) -> Iterator[Span]:
    """The cells of a page's tables that a pattern matches, headers aside."""
    for table in page.tables:
        for row in table.rows[1:]:
            yield from (cell for cell in row if re.fullmatch(pattern, cell.text))


def code_lines(page: Markup, languages: tuple[str, ...] = ("http", "json")) -> Iterator[Span]:
    """The lines of the page's code blocks that say something."""
    for fence in page.fences:
        if fence.is_exact and fence.info.lower() in languages:
            at = fence.body.start
            for line in fence.body.text.split("\n")[:-1]:
                if line.strip():
                    yield Span(line, at, at + len(line))
                at += len(line) + 1


def annotations(page: Markup) -> Iterator[Span]:
    """The annotations that stand above a code block."""
    for fence in page.fences:
        if fence.annotation and fence.is_exact:
            yield annotation_of(page, fence)


def annotation_of(page: Markup, fence: Fence) -> Span:
    """A code block's annotation with its comment marks; an empty part where it has none."""
    if fence.annotation is None:
        return Span("", fence.start, fence.start)
    start, end = fence.annotation.start, fence.annotation.end
    return Span(page.text[start:end], start, end)
