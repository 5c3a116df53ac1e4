"""Which part of a translation answers which part of its source."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from docreplay.drift.normalize import code
from docreplay.model.markup import Fence, Heading, Markup, Span, Table

Origin = Literal["stamped", "spans", "today", "none"]
"""Where a source version comes from: bytes that hash to the stamp, the page's own bilingual
spans, or the source locale's page as it is now, whatever version the translation was made of.
Without any, a page is held to itself, so that only those rules speak that need no source."""

T = TypeVar("T")


class Unit(NamedTuple):
    """Two stretches of text that say the same in two languages."""

    source: Span
    target: Span
    kind: Literal["title", "cell", "text"]


class Section(NamedTuple):
    """What stands between two headings."""

    heading: Heading | None
    fences: tuple[Fence, ...]
    tables: tuple[Table, ...]
    paragraphs: tuple[Span, ...]

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """Its code blocks, with their annotations, tables and paragraphs: start and end of each."""
        fences = ((_head(fence), fence.end) for fence in self.fences)
        tables = ((table.start, table.end) for table in self.tables)
        words = ((part.start, part.end) for part in self.paragraphs)
        return sorted([*fences, *tables, *words])


class Matched(NamedTuple):
    """The code blocks that belong together, and the source's that have no counterpart."""

    pairs: tuple[tuple[Fence, Fence], ...]
    lost: tuple[Fence, ...]


@dataclass(frozen=True)
class PagePair:
    """A source version and its translation, aligned.

    Headings are aligned by level and place, or by anchor where their sequences differ; within two
    aligned sections code blocks, tables and paragraphs by place. What cannot be aligned is left
    out, so that one loss is not reported again for everything behind it.
    """

    source: Markup
    target: Markup
    origin: Origin = "stamped"

    @cached_property
    def sections(self) -> tuple[tuple[Section, Section], ...]:
        """The sections that belong together."""
        mine, theirs = self._source_sections, self._target_sections
        return tuple((mine[i], theirs[j]) for i, j in self._matching)

    @cached_property
    def missing(self) -> tuple[Section, ...]:
        """The source's sections that the translation has not."""
        found = {index for index, _ in self._matching}
        return tuple(s for index, s in enumerate(self._source_sections) if index not in found)

    def place_of(self, lost: Section) -> int:
        """Where a section of the source would stand that the translation has not.

        What is below a lost heading may still be there, below the heading before it.
        """
        answers = {id(mine): theirs for mine, theirs in self.sections}
        sections = self._source_sections
        index = next(index for index, section in enumerate(sections) if section is lost)
        before = index - 1
        while id(sections[before]) not in answers:
            before -= 1
        size = sum(len(section.blocks) for section in sections[before:index])
        blocks = answers[id(sections[before])].blocks
        if size < len(blocks):
            return blocks[size][0]
        found = (answers.get(id(section)) for section in sections[index:])
        titles = (section.heading for section in found if section and section.heading)
        return next((heading.start for heading in titles), len(self.target.text))

    @cached_property
    def fences(self) -> Matched:
        """The code blocks that belong together, and the source's that are lost."""
        pairs: list[tuple[Fence, Fence]] = []
        lost: list[Fence] = []
        for mine, theirs in self.sections:
            found, alone = _matched_fences(mine.fences, theirs.fences)
            pairs += found
            lost += alone
        return Matched(tuple(pairs), tuple(lost))

    @cached_property
    def tables(self) -> tuple[tuple[Table, Table], ...]:
        """The tables that belong together, of whatever shape."""
        return tuple(
            pair
            for mine, theirs in self.sections
            if len(mine.tables) == len(theirs.tables)
            for pair in zip(mine.tables, theirs.tables, strict=True)
        )

    @cached_property
    def cells(self) -> tuple[tuple["Cell", ...], ...]:
        """The cells that belong together, by table; tables of different shapes are left out."""
        return tuple(
            tuple(_cells(mine, theirs)) for mine, theirs in self.tables if alike(mine, theirs)
        )

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Titles, cells and paragraphs that say the same."""
        found: list[Unit] = []
        for mine, theirs in self.sections:
            if mine.heading and theirs.heading:
                found.append(Unit(mine.heading.title, theirs.heading.title, "title"))
            found += self._texts(mine.paragraphs, theirs.paragraphs)
        found += [Unit(cell.source, cell.target, "cell") for table in self.cells for cell in table]
        return tuple(found)

    def _texts(self, mine: Sequence[Span], theirs: Sequence[Span]) -> Iterator[Unit]:
        """Paragraph by paragraph; those of a section as one where they are not equally many."""
        if len(mine) == len(theirs):
            yield from (Unit(a, b, "text") for a, b in zip(mine, theirs, strict=True))
        elif mine and theirs:
            yield Unit(_whole(self.source, mine), _whole(self.target, theirs), "text")

    @cached_property
    def _matching(self) -> tuple[tuple[int, int], ...]:
        mine, theirs = self.source.headings, self.target.headings
        if [heading.level for heading in mine] == [heading.level for heading in theirs]:
            return tuple((index, index) for index in range(len(mine) + 1))
        keys = [heading.slug for heading in mine]
        named = [heading.anchor.lower() or heading.slug for heading in theirs]
        found = [(0, 0)]
        matcher = SequenceMatcher(None, keys, named, autojunk=False)
        for tag, low, high, start, end in matcher.get_opcodes():
            if tag == "equal" or (tag == "replace" and high - low == end - start):
                found += [(low + 1 + step, start + 1 + step) for step in range(high - low)]
        return tuple(found)

    @cached_property
    def _source_sections(self) -> tuple[Section, ...]:
        return _sections(self.source)

    @cached_property
    def _target_sections(self) -> tuple[Section, ...]:
        return _sections(self.target)


class Cell(NamedTuple):
    """A cell of both sides, and where it stands in its table; row 0 is the header."""

    row: int
    column: int
    header: str
    """The source's header of its column."""
    source: Span
    target: Span


def alike(mine: Table, theirs: Table) -> bool:
    """Whether two tables have as many rows and columns as each other."""
    return len(mine.rows) == len(theirs.rows) and len(mine.rows[0]) == len(theirs.rows[0])


def gap(mine: Section, theirs: Section, offset: int) -> int:
    """Where in a section of the translation that would stand which the source has at an offset.

    It is told by what stands before it; where the translation has less, the section's end it is.
    """
    index = sum(start < offset for start, _ in mine.blocks)
    blocks = theirs.blocks
    if index < len(blocks):
        return blocks[index][0]
    return blocks[-1][1] if blocks else theirs.heading.start if theirs.heading else 0


def _head(fence: Fence) -> int:
    return fence.annotation.start if fence.annotation else fence.start


def _cells(mine: Table, theirs: Table) -> Iterator[Cell]:
    header = mine.rows[0]
    for row, (one, other) in enumerate(zip(mine.rows, theirs.rows, strict=True)):
        if len(one) != len(other):
            continue
        for column, (source, target) in enumerate(zip(one, other, strict=True)):
            name = header[column].text if column < len(header) else ""
            yield Cell(row, column, name, source, target)


def _sections(outline: Markup) -> tuple[Section, ...]:
    starts = [heading.start for heading in outline.headings]
    fences = _divided(outline.fences, starts, [fence.start for fence in outline.fences])
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


def _whole(outline: Markup, parts: Sequence[Span]) -> Span:
    start, end = parts[0].start, parts[-1].end
    return Span(outline.prose[start:end], start, end)


def _matched_fences(
    mine: Sequence[Fence], theirs: Sequence[Fence]
) -> tuple[list[tuple[Fence, Fence]], list[Fence]]:
    if len(mine) == len(theirs):
        return list(zip(mine, theirs, strict=True)), []
    pairs: list[tuple[Fence, Fence]] = []
    lost: list[Fence] = []
    keys = [code(fence.body.text) for fence in mine]
    others = [code(fence.body.text) for fence in theirs]
    for tag, low, high, start, end in SequenceMatcher(None, keys, others, False).get_opcodes():
        if tag == "equal" or (tag == "replace" and high - low == end - start):
            pairs += zip(mine[low:high], theirs[start:end], strict=True)
        else:
            lost += mine[low:high]
    return pairs, lost
