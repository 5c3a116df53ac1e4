"""The texts of a translation beside those of its source, then and now."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from docreplay.drift.align import PagePair
from docreplay.drift.page_state import SourceVersion
from docreplay.model.location import Location
from docreplay.model.markup import Markup, Span
from docreplay.model.text_fixes import offsets
from docreplay.model.workbench import AlignedText

_Kind = Literal["title", "text", "cell", "code"]


class _Part(NamedTuple):
    """A part of the source, and its counterpart in another page."""

    kind: _Kind
    source: Span
    other: Span


class Rows:
    """The parts of one translation, in its order, each with the source's."""

    def __init__(self, text: str, target: Markup, version: SourceVersion) -> None:
        self._target = target
        self._then, self._now = version.source, version.current
        self._offset: Callable[[Location], int] = offsets(text)
        self._paragraphs = frozenset(target.paragraphs)

    @cached_property
    def _parts(self) -> tuple[_Part, ...]:
        if not self._then:
            return ()
        found = _parts(PagePair(self._then, self._target))
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
        kind, source, other = part
        start, end = self.on_disk(other.start, other.end)
        is_guess = kind == "text" and other not in self._paragraphs
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
                return index, (start - low, max(0, min(stop, high) - low))
        return -1, (0, 0)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self._target.page.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts


def _parts(pair: PagePair) -> Iterator[_Part]:
    for unit in pair.units:
        yield _Part(unit.kind, unit.source, unit.target)
    for one, other in pair.fences.pairs:
        yield _Part(
            "code",
            _body(pair.source, one.start, one.end),
            _body(pair.target, other.start, other.end),
        )


def _body(page: Markup, start: int, end: int) -> Span:
    return Span(page.text[start:end], start, end)
