"""From the offsets of a text to the places of the page that the text was taken from."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from docreplay.model.location import Location, Passage, Range


@dataclass(frozen=True, kw_only=True)
class SourceMap:
    """One language of a page, and how offsets in its text map to those of the page.

    `page` is the text of the file with LF line ends and without BOM. From the offset `starts[i]`
    of `text` on, `shifts[i]` is added to get the offset in `page`. A page in one language has
    neither: `text` is then the page. Offsets are 0-based, those of ends are behind the last
    character.
    """

    path: str
    page: str
    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def offset(self, offset: int) -> int:
        """Return the offset in the page of an offset in the text."""
        if not self.starts:
            return offset
        index = bisect_right(self.starts, offset) - 1
        return offset + self.shifts[index] if index >= 0 else offset

    def within(self, place: int) -> int:
        """Return the offset in the text of an offset in the page, or of what precedes it there."""
        index = bisect_right(self._places, place) - 1
        if index < 0:
            return place
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(place - self.shifts[index], end)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets in the page of a stretch of the text; None if it is in pieces there.

        An insertion follows what precedes it, instead of going into a translation that starts
        there.
        """
        if start == end:
            first = self.offset(start - 1) + 1 if start else 0
            return first, first
        first = self.offset(start)
        last = self.offset(end - 1) + 1
        return (first, last) if last - first == end - start else None

    def is_whole(self, start: int, end: int) -> bool:
        """Return True if the page has the text from `start` to `end` without a gap."""
        return not self.starts or self.offset(end) - self.offset(start) == end - start

    def location(self, offset: int) -> Location:
        """Return the place on the page of an offset in the text."""
        return self.place(self.offset(offset))

    def line(self, offset: int) -> int:
        """Return the 1-based line of the page of an offset in the text."""
        return bisect_right(self._line_starts, self.offset(offset))

    def place(self, offset: int) -> Location:
        """Return the place of an offset in the page."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.path, line, offset - self._line_starts[line - 1] + 1)

    def range(self, start: int, end: int) -> Range:
        """Return the range on the page of a stretch of the text."""
        if start >= end:
            first = self.location(start)
            return Range(first, first)
        return self.page_range(self.offset(start), self.offset(end - 1) + 1)

    def page_range(self, start: int, end: int) -> Range:
        """Return the range of a stretch of the page; line ends at its end do not count."""
        first = self.place(start)
        path, line, column = self.place(max(end - 1, start))
        return Range(first, Location(path, line, column + (end > start)))

    def passage(self, start: int, end: int) -> Passage:
        """Return the text from `start` to `end`, with the place of each of its lines."""
        text = self.text[start:end]
        location = self.location(start)
        whole_lines = location.column == 1 or "\n" not in text
        if whole_lines and self.is_whole(start, end):
            return Passage(text, *location)
        places, at = [], start
        for line in text.split("\n"):
            places.append(self.location(at)[1:])
            at += len(line) + 1
        return Passage(text, self.path, *location[1:], irregular=tuple(places))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """The offsets in the page of `starts`."""
        return tuple(start + shift for start, shift in zip(self.starts, self.shifts, strict=True))

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        lengths = map(len, self.page.split("\n")[:-1])
        return tuple(accumulate(map((1).__add__, lengths), initial=0))
