"""Align the parts of a translation with those of its source."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal, NamedTuple, TypeVar

from docreplay.drift.displaced import prose_as_code, with_prose
from docreplay.drift.divided_tables import joined_behind_blanks
from docreplay.drift.normalize import code, is_damaged
from docreplay.drift.runs import runs
from docreplay.drift.sections import Match, Section, as_one, matched_by_content, sections_of
from docreplay.drift.split_rows import joined
from docreplay.model.glossary import NO_TERMS, Terms
from docreplay.model.markup.markup import Fence, Markup, Span, Table
from docreplay.model.translation import Basis

T = TypeVar("T")
UnitKind = Literal["title", "cell", "text"]


class Unit(NamedTuple):
    """A text and its translation."""

    source: Span
    target: Span
    kind: UnitKind


class Matched(NamedTuple):
    """Pairs of corresponding code blocks, and the source's code blocks without a counterpart."""

    pairs: tuple[tuple[Fence, Fence], ...]
    missing: tuple[Fence, ...]


@dataclass(frozen=True)
class PagePair:
    """A source version and its translation, aligned.

    Headings are aligned by level and position; if their sequences differ, by anchor, or without
    anchors by what is below them. Code blocks, tables and paragraphs of two aligned sections are
    aligned by position. Parts that cannot be aligned are ignored, so that a missing part is not
    reported again for everything after it.
    """

    source: Markup
    target: Markup
    basis: Basis = "stamped"
    """Kind of the source version; with `none` a page is compared with itself."""
    terms: Terms = NO_TERMS
    """Terms of the glossary in the locale of the translation."""
    is_message: Callable[[Fence], bool] = lambda _: False
    """Says whether a code block of the source is an HTTP message, although it is not annotated."""

    @property
    def sides(self) -> tuple[Markup, Markup]:
        """The source and the translation."""
        return self.source, self.target

    @cached_property
    def sections(self) -> tuple[tuple[Section, Section], ...]:
        """Pairs of corresponding sections."""
        source, target = self._source_sections, self._target_sections
        return tuple((as_one(source[i : i + size]), target[j]) for i, j, size in self._matching)

    @cached_property
    def missing(self) -> tuple[Section, ...]:
        """Sections of the source that the translation does not have."""
        found = {match.source for match in self._matching}
        return tuple(s for index, s in enumerate(self._source_sections) if index not in found)

    def insertion_offset(self, missing: Section) -> int:
        """Return the offset in the translation at which a missing section of the source belongs.

        The blocks below a missing heading may still exist, below the heading before it.
        """
        sections, counterparts = self._source_sections, self._counterparts
        index = self._indexes[id(missing)]
        before = index - 1
        while id(sections[before]) not in counterparts:
            before -= 1
        size = sum(section.size for section in sections[before:index])
        blocks = counterparts[id(sections[before])].blocks
        if size < len(blocks):
            return blocks[size][0]
        behind = islice(sections, index, None)
        found = (counterparts.get(id(section)) for section in behind)
        titles = (section.heading for section in found if section and section.heading)
        return next((heading.start for heading in titles), len(self.target.text))

    @cached_property
    def _counterparts(self) -> dict[int, Section]:
        """The counterparts of sections of the source by their identity."""
        source, target = self._source_sections, self._target_sections
        return {id(source[match.source]): target[match.target] for match in self._matching}

    @cached_property
    def _indexes(self) -> dict[int, int]:
        return {id(section): index for index, section in enumerate(self._source_sections)}

    @cached_property
    def fences(self) -> Matched:
        """Corresponding code blocks, and missing ones."""
        pairs: list[tuple[Fence, Fence]] = []
        missing: list[Fence] = []
        for source, target in self.sections:
            found, unmatched = _matched_fences(source.fences, target.fences)
            pairs += found
            missing += unmatched
        return Matched(tuple(pairs), tuple(missing))

    @cached_property
    def tables(self) -> tuple[tuple[Table, Table], ...]:
        """Pairs of corresponding tables of any shape."""
        return tuple(
            pair
            for source, target in self.sections
            if len(source.tables) == len(target.tables)
            for pair in zip(source.tables, target.tables, strict=True)
        )

    @cached_property
    def whole_tables(self) -> tuple[tuple[Table, Table], ...]:
        """Pairs of corresponding tables, with the lines of split rows and tables joined."""
        page = self.target
        return tuple(
            (source, joined(page, source, joined_behind_blanks(page, source, target).table))
            for source, target in self.tables
        )

    @cached_property
    def cells(self) -> tuple[tuple["CellPair", ...], ...]:
        """Pairs of corresponding cells, by table, without tables of different shapes."""
        return tuple(
            tuple(_cells(source, target))
            for source, target in self.whole_tables
            if same_shape(source, target)
        )

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Corresponding titles, paragraphs and cells."""
        found: list[Unit] = []
        for source, target in self.sections:
            if source.heading and target.heading:
                found.append(Unit(source.heading.title, target.heading.title, "title"))
            found += self._texts(source.paragraphs, target.paragraphs)
        found += [Unit(cell.source, cell.target, "cell") for table in self.cells for cell in table]
        return tuple(found)

    @cached_property
    def is_translated(self) -> bool:
        """Whether half of the paragraphs differ; otherwise the page was never translated.

        Includes are ignored, because they are the same in every language.
        """
        texts = [(unit.source.text, unit.target.text) for unit in self.units if unit.kind == "text"]
        texts = [(source, target) for source, target in texts if not source.startswith("[!")]
        return sum(not is_damaged(*both) for both in texts) * 2 <= len(texts)

    def _texts(self, source: Sequence[Span], target: Sequence[Span]) -> Iterator[Unit]:
        """Yield the paragraphs of a section in pairs, or joined if their numbers differ."""
        if len(source) == len(target):
            yield from (Unit(a, b, "text") for a, b in zip(source, target, strict=True))
        elif source and target:
            yield Unit(_whole(self.source, source), _whole(self.target, target), "text")

    @cached_property
    def displaced(self) -> tuple[Fence, ...]:
        """Paragraphs of the translation that are indented, so that they are shown as code."""
        return prose_as_code(self.source, self.target)

    def is_in_group(self, place: Span) -> bool:
        """Return True if a place of the translation is in a row that titles a group of rows."""
        return any(start <= place.start < end for start, end in self._groups)

    @cached_property
    def _groups(self) -> tuple[tuple[int, int], ...]:
        rows = (
            (source_row, target_row)
            for source, target in self.whole_tables
            if same_shape(source, target)
            for source_row, target_row in zip(source.rows[1:], target.rows[1:], strict=True)
        )
        return tuple(
            (target_row[0].start, target_row[-1].end + 1)
            for source_row, target_row in rows
            if target_row
            and len(source_row) > 1
            and source_row[0].text
            and not any(cell.text for cell in source_row[1:])
        )

    @cached_property
    def _matching(self) -> tuple[Match, ...]:
        source, target = self.source.headings, self.target.headings
        if [heading.level for heading in source] == [heading.level for heading in target]:
            return tuple(Match(index, index) for index in range(len(source) + 1))
        if len(source) != len(target) and not any(heading.anchor for heading in target):
            return tuple(matched_by_content(self._source_sections, self._target_sections))
        keys = [heading.slug for heading in source]
        named = [heading.anchor.lower() or heading.slug for heading in target]
        found = [Match(0, 0)]
        for run in runs(keys, named):
            if run.is_paired:
                size = run.high - run.low
                found += [Match(run.low + 1 + at, run.start + 1 + at) for at in range(size)]
        return tuple(found)

    @cached_property
    def _source_sections(self) -> tuple[Section, ...]:
        return sections_of(self.source)

    @cached_property
    def _target_sections(self) -> tuple[Section, ...]:
        return sections_of(with_prose(self.target, self.displaced))


class CellPair(NamedTuple):
    """A cell and its translation, with its position in the table; row 0 is the header."""

    row: int
    column: int
    header: str
    """Header of its column in the source."""
    source: Span
    target: Span


def same_shape(source: Table, target: Table) -> bool:
    """Return True if two tables have the same number of rows and columns."""
    return len(source.rows) == len(target.rows) and len(source.rows[0]) == len(target.rows[0])


def insertion_offset(source: Section, target: Section, offset: int) -> int:
    """Return the offset in a translated section that corresponds to an offset in the source's.

    The number of blocks before it determines it; with fewer blocks it is the end of the section.
    """
    index = sum(start < offset for start, _ in source.blocks)
    blocks = target.blocks
    if index < len(blocks):
        return blocks[index][0]
    return blocks[-1][1] if blocks else target.heading.start if target.heading else 0


def _cells(source: Table, target: Table) -> Iterator[CellPair]:
    header = source.rows[0]
    for row, (one, other) in enumerate(zip(source.rows, target.rows, strict=True)):
        if len(one) != len(other):
            continue
        for column, (cell, translation) in enumerate(zip(one, other, strict=True)):
            name = header[column].text if column < len(header) else ""
            yield CellPair(row, column, name, cell, translation)


def _whole(outline: Markup, parts: Sequence[Span]) -> Span:
    start, end = parts[0].start, parts[-1].end
    return Span(outline.prose[start:end], start, end)


def _matched_fences(
    source: Sequence[Fence], target: Sequence[Fence]
) -> tuple[list[tuple[Fence, Fence]], list[Fence]]:
    if len(source) == len(target):
        return list(zip(source, target, strict=True)), []
    pairs: list[tuple[Fence, Fence]] = []
    missing: list[Fence] = []
    keys = [code(fence.body.text) for fence in source]
    others = [code(fence.body.text) for fence in target]
    for run in runs(keys, others):
        if run.is_paired:
            pairs += zip(source[run.low : run.high], target[run.start : run.end], strict=True)
        else:
            missing += source[run.low : run.high]
    return pairs, missing
