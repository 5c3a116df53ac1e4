"""Pages that document several operations, each in a section of its own with its own tables."""

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeVar

from docreplay.model.api.documented_page import DocumentedPage, PageWords
from docreplay.model.location import Location, Range

_OWN = frozenset({"parameter", "request-header", "request-property", "response-property"})
"""Roles of tables that are about one operation; others may be about all of a page."""
_Item = TypeVar("_Item")


class _Section(NamedTuple):
    """A part of a page below a heading; its lines, and its characters."""

    lines: range
    start: int
    end: int


def parts_of(page: DocumentedPage) -> tuple[DocumentedPage, ...]:
    """Return a page for each section with operations; the page itself if it is about one of them.

    A page is not divided if a table outside of these sections is about requests or responses.
    """
    lines = [item.range.start.line for item in page.operations]
    number = _number_of_tables(page) if len(lines) > 1 else 0
    if not number:
        return (page,)
    levels = sorted({level for level, _, _ in page.headings})
    found = (_with_operations(page, level, lines) for level in levels)
    divided = [own for own in found if len(own) > 1]
    for own in sorted(divided, key=lambda sections: max(sections.values())):
        parts = tuple(_part(page, item) for item in own)
        if sum(map(_number_of_tables, parts)) == number:
            return parts
    return (page,)


def _with_operations(page: DocumentedPage, level: int, lines: Sequence[int]) -> dict[_Section, int]:
    """Return the sections of a level that have operations, with the number of these."""
    counted = {item: sum(line in item.lines for line in lines) for item in _sections(page, level)}
    return {item: number for item, number in counted.items() if number}


def paired_parts(
    old: DocumentedPage, new: DocumentedPage
) -> Iterator[tuple[DocumentedPage, DocumentedPage]]:
    """Yield the parts of two versions of a page that have an operation in common.

    Pages that are not divided alike are compared as a whole, unless one has a single operation:
    then the others were added or removed.
    """
    before, after = parts_of(old), parts_of(new)
    is_single = [len(parts) == 1 for parts in (before, after)]
    few = [len(page.operations) == 1 for page in (old, new)]
    if all(is_single) or any(map(operator.lt, few, is_single)):
        yield old, new
        return
    left = list(after)
    for part in before:
        keys = _keys(part)
        if same := next((item for item in left if keys & _keys(item)), None):
            left.remove(same)
            yield part, same


def _keys(page: DocumentedPage) -> set[tuple[str, str]]:
    return {item.operation.key for item in page.operations}


def _sections(page: DocumentedPage, level: int) -> Iterator[_Section]:
    heads = [(at, line) for own, at, line in page.headings if own <= level]
    ends = [*heads, (len(page.prose.text), 1 << 30)]
    for (start, first), (end, last) in pairwise(ends):
        yield _Section(range(first, last), start, end)


def _part(page: DocumentedPage, section: _Section) -> DocumentedPage:
    def within(items: Iterable[_Item], place: Callable[[_Item], Location]) -> tuple[_Item, ...]:
        return tuple(item for item in items if place(item).line in section.lines)

    words = " " * section.start + page.prose.text[section.start : section.end]
    return replace(
        page,
        operations=within(page.operations, lambda item: item.range.start),
        exchanges=within(page.exchanges, lambda item: _start(item.request.place)),
        statuses=within(page.statuses, lambda item: item.range.start),
        tables=within(page.tables, lambda item: item.table.range(item.table.header[0]).start),
        blocks=within(page.blocks, lambda item: item.opening),
        prose=PageWords(words, page.prose.places),
    )


def _start(place: Location | Range) -> Location:
    return place.start if isinstance(place, Range) else place


def _number_of_tables(page: DocumentedPage) -> int:
    return sum(role in _OWN for role in page.roles)
