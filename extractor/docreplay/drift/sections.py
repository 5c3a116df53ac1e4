"""Divide pages at their headings, and match the sections of two pages by what is in them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from docreplay.drift.sequence import AlignmentStep, cheapest_steps
from docreplay.model.markup.markup import Fence, Heading, Markup, Span, Table

T = TypeVar("T")

_WORD = re.compile(r"[A-Za-z0-9_$@]{2,}")
_MOST_WORDS = 500
"""Maximum number of words of a section that are compared."""
_BASE, _LEVEL, _TIE, _JOIN = 0.05, 0.15, 0.01, 0.1
"""Similarity of any two sections, of two of one level or one index, and the cost of joining two."""


class Match(NamedTuple):
    """The index of a section of the source, and that of its counterpart."""

    source: int
    target: int
    size: int = 1
    """The number of sections of the source that the translation has as one."""


class Section(NamedTuple):
    """A heading and the blocks up to the next heading."""

    heading: Heading | None
    fences: tuple[Fence, ...]
    tables: tuple[Table, ...]
    paragraphs: tuple[Span, ...]

    @property
    def size(self) -> int:
        """Number of its blocks."""
        return len(self.fences) + len(self.tables) + len(self.paragraphs)

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """Start and end of each code block (with its annotation), table and paragraph."""
        fences = ((_head(fence), fence.end) for fence in self.fences)
        tables = ((table.start, table.end) for table in self.tables)
        words = ((part.start, part.end) for part in self.paragraphs)
        return sorted([*fences, *tables, *words])


def sections_of(outline: Markup) -> tuple[Section, ...]:
    """Return the part before the first heading, and one for each heading."""
    starts = [heading.start for heading in outline.headings]
    blocks = sorted((*outline.fences, *outline.indented), key=lambda block: block.start)
    fences = _divided(blocks, starts, [block.start for block in blocks])
    tables = _divided(outline.tables, starts, [table.start for table in outline.tables])
    places = [paragraph.start for paragraph in outline.paragraphs]
    paragraphs = _divided(outline.paragraphs, starts, places)
    titles = (None, *outline.headings)
    return tuple(
        Section(*section) for section in zip(titles, fences, tables, paragraphs, strict=True)
    )


def _divided(
    items: Sequence[T], starts: Sequence[int], places: Sequence[int]
) -> list[tuple[T, ...]]:
    found: list[list[T]] = [[] for _ in range(len(starts) + 1)]
    for item, place in zip(items, places, strict=True):
        found[bisect_right(starts, place)].append(item)
    return [tuple(items) for items in found]


def _head(fence: Fence) -> int:
    return fence.annotation.start if fence.annotation else fence.start


def as_one(sections: Sequence[Section]) -> Section:
    """Return several sections as one, below the first heading."""
    if len(sections) == 1:
        return sections[0]
    return Section(
        sections[0].heading,
        tuple(fence for section in sections for fence in section.fences),
        tuple(table for section in sections for table in section.tables),
        tuple(part for section in sections for part in section.paragraphs),
    )


def matched_by_content(source: Sequence[Section], target: Sequence[Section]) -> Iterator[Match]:
    """Yield the sections that correspond: their code, names, tables and levels agree."""
    yield Match(0, 0)
    sources = [_words(each) for each in source[1:]]
    known = frozenset[str]().union(*sources)
    targets = [_words(each) & known for each in target[1:]]

    def cost(step: AlignmentStep) -> float:
        (low, high), (start, end) = step
        if high == low or end == start:
            return 0.0
        joined = _JOIN if (high - low, end - start) != (1, 1) else 0.0
        is_equal = _level(source[low + 1]) == _level(target[start + 1])
        one = frozenset[str]().union(*sources[low:high])
        other = frozenset[str]().union(*targets[start:end])
        shared = len(one & other) / max(1, len(other))
        alike = _BASE + (_LEVEL if is_equal else 0.0) + (_TIE if low == start else 0.0)
        return joined - alike - shared

    for (low, high), (start, end) in cheapest_steps(len(sources), len(targets), cost):
        if high > low and end > start:
            yield Match(low + 1, start + 1, high - low)


def _level(section: Section) -> int:
    return section.heading.level if section.heading else 0


def _words(section: Section) -> frozenset[str]:
    """Return the words of a section that translations keep, and the widths of its tables."""
    texts = [fence.body.text for fence in section.fences]
    texts += [part.text for part in section.paragraphs]
    texts += [cell.text for table in section.tables for row in table.rows for cell in row]
    texts += [section.heading.title.text] if section.heading else []
    widths = (f"| {len(table.rows[0])}" for table in section.tables)
    words = (match[0] for text in texts for match in _WORD.finditer(text))
    return frozenset(islice(words, _MOST_WORDS)) | frozenset(islice(widths, _MOST_WORDS))
