"""The texts of a translation beside those of its source, then and now."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from docreplay.drift.align import PagePair, Unit
from docreplay.drift.page_state import SourceVersion
from docreplay.drift.paragraphs import aligned
from docreplay.model.location import Location
from docreplay.model.markup.markup import Markup, Span
from docreplay.model.markup.text_fixes import offsets
from docreplay.model.workbench import AlignedText

_Kind = Literal["title", "text", "cell", "code"]


class _Part(NamedTuple):
    """A part of the source, and its counterpart in another page; one of them may be empty."""

    kind: _Kind
    source: Span
    other: Span
    is_guess: bool = False


class Rows:
    """The parts of one translation, in its order, each with the source's."""

    def __init__(self, text: str, target: Markup, version: SourceVersion) -> None:
        self._target = target
        self._then, self._now = version.source, version.current
        self._offset: Callable[[Location], int] = offsets(text)

    @cached_property
    def _parts(self) -> tuple[_Part, ...]:
        if not self._then:
            return ()
        found = list(_parts(PagePair(self._then, self._target)))
        found += _alone(self._target, found)
        return tuple(sorted(found, key=lambda part: part.other.start))

    @cached_property
    def texts(self) -> tuple[AlignedText, ...]:
        """The rows to show."""
        now = self._current
        return tuple(self._row(part, now.get(part.source[1:], "")) for part in self._parts)

    @cached_property
    def _current(self) -> dict[tuple[int, int], str]:
        """The current text of each part of the source version, by its place there."""
        if not self._then or not self._now:
            return {}
        if self._then.page == self._now.page:
            return {part.source[1:]: part.source.text for part in self._parts}
        found = _parts(PagePair(self._then, self._now))
        return {part.source[1:]: part.other.text for part in found}

    def _row(self, part: _Part, now: str) -> AlignedText:
        kind, source, other, is_guess = part
        start, end = self.on_disk(other.start, other.end)
        return AlignedText(kind, source.text, now, other.text, start, end, is_guess)

    def on_disk(self, start: int, end: int) -> tuple[int, int]:
        """Return the place on disk of a stretch of the translation; empty if it is in pieces."""
        places = self._target.places
        span = places.span(start, end) if end > start else None
        if not span:
            return 0, 0
        first, last = (self._offset(places.place(offset)) for offset in span)
        return first, last

    def at(self, place: Location, end: Location | None) -> tuple[int, tuple[int, int]]:
        """Return the row that contains a place of the page, and the marked stretch of its text."""
        lines = self._line_starts
        start = self._target.places.within(lines[place.line - 1] + place.column - 1)
        stop = start
        if end:
            stop = self._target.places.within(lines[end.line - 1] + end.column - 1)
        for index, part in enumerate(self._parts):
            low, high = part.other[1:]
            if low <= start <= high and (start < high or low == high):
                most = len(part.other.text)  # what is not closed may end behind the page
                return index, (min(start - low, most), max(0, min(stop - low, most)))
        return -1, (0, 0)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self._target.page.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts


def _parts(pair: PagePair) -> Iterator[_Part]:
    # where the numbers of paragraphs of two sections differ, a unit is a section
    source, target = frozenset(pair.source.paragraphs), frozenset(pair.target.paragraphs)
    for unit in pair.units:
        if unit.kind == "text" and not (unit.source in source and unit.target in target):
            yield from _guessed(pair, unit)
        else:
            yield _Part(unit.kind, unit.source, unit.target)
    for one, other in pair.fences.pairs:
        yield _Part(
            "code",
            _stretch(pair.source, one.start, one.end),
            _stretch(pair.target, other.start, other.end),
        )


def _guessed(pair: PagePair, unit: Unit) -> Iterator[_Part]:
    """Yield the paragraphs of two sections with different numbers of them, matched by content."""
    source, target = (
        [part for part in page.paragraphs if whole.start <= part.start and part.end <= whole.end]
        for page, whole in ((pair.source, unit.source), (pair.target, unit.target))
    )
    at, before = unit.source.start, unit.target.start
    for match in aligned(source, target):
        one, other = (
            _stretch(page, parts[0].start, parts[-1].end) if parts else Span("", place, place)
            for page, parts, place in (
                (pair.source, match.source, at),
                (pair.target, match.target, before),
            )
        )
        at, before = one.end, other.end
        yield _Part("text", one, other, is_guess=True)


def _alone(page: Markup, parts: Iterable[_Part]) -> Iterator[_Part]:
    """Yield the parts of a translation without a counterpart in the source."""
    covered = sorted(part.other[1:] for part in parts)
    starts = [start for start, _ in covered]
    cells = (cell for table in page.tables for row in table.rows for cell in row if cell.text)
    found: list[tuple[_Kind, Span]] = [("text", part) for part in page.paragraphs]
    found += [("cell", Span(*cell)) for cell in cells]
    found += [("code", _stretch(page, fence.start, fence.end)) for fence in page.fences]
    for kind, own in found:
        before = bisect_right(starts, own.start) - 1
        if before < 0 or covered[before][1] < own.end:
            yield _Part(kind, Span("", 0, 0), own)


def _stretch(page: Markup, start: int, end: int) -> Span:
    return Span(page.text[start:end], start, end)
