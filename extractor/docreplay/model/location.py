"""Places on a page: locations, ranges, and text that knows where each of its lines is."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Self

_LONG = 4096
"""Characters from which on the lines of a passage are counted once, not for each place."""


class Location(NamedTuple):
    """A place in a file: POSIX path relative to the project, 1-based line and column."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        """Return `path:line:column`, the form that editors jump to."""
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def is_known(self) -> bool:
        """False for a place whose line is still to be looked up: line 0."""
        return self.line > 0

    def is_beside(self, other: "Location | None") -> bool:
        """Return True if the other place is on the same line; None is not a place."""
        return other is not None and self[:2] == other[:2]


class Range(NamedTuple):
    """A stretch of a file; `end` is the first place behind it, so an empty one has `start`."""

    start: Location
    end: Location

    @classmethod
    def on_line(cls, start: Location, length: int) -> Self:
        """Return the range of `length` characters from a place on, all on its line."""
        return cls(start, start._replace(column=start.column + length))


class Passage(NamedTuple):
    """Text taken from a page, with the place of each of its lines.

    LF alone divides the lines of `text`. Most passages are whole lines that follow each other on
    the page; `irregular` contains the (line, column) of each line of one that does not.
    """

    text: str
    path: str
    line: int
    """1-based line of the page on which the text starts."""
    column: int = 1
    """1-based column of the page at which each line of the text starts."""
    irregular: tuple[tuple[int, int], ...] = ()

    @property
    def location(self) -> Location:
        """The place where the text starts."""
        return Location(self.path, self.line, self.column)

    def at(self, offset: int) -> Location:
        """Return the place of the character at `offset` (0-based, clamped to the text)."""
        offset = max(0, min(offset, len(self.text)))
        if len(self.text) > _LONG:
            starts = _line_starts(self.text)
            row = bisect_right(starts, offset) - 1
            return self.row(row, offset - starts[row])
        row = self.text.count("\n", 0, offset)
        return self.row(row, offset - (self.text.rfind("\n", 0, offset) + 1))

    def row(self, row: int, column: int = 0) -> Location:
        """Return the place of the 0-based `column` of the 0-based line `row` of the text."""
        if self.irregular:
            line, first = self.irregular[min(row, len(self.irregular) - 1)]
            return Location(self.path, line, first + column)
        return Location(self.path, self.line + row, self.column + column)

    def range(self, start: int, end: int) -> Range:
        """Return the range of the text from offset `start` up to `end`."""
        first = self.at(start)
        if end <= start:
            return Range(first, first)
        path, line, column = self.at(end - 1)
        return Range(first, Location(path, line, column + 1))

    def part(self, start: int, end: int) -> "Passage":
        """Return the text from `start` to `end`, with the place of each line."""
        text = self.text[start:end]
        skipped = self.text.count("\n", 0, start)
        lead = start - (self.text.rfind("\n", 0, start) + 1)
        if not self.irregular and not lead:
            return Passage(text, self.path, self.line + skipped, self.column)
        rows = range(skipped, skipped + text.count("\n") + 1)
        places = tuple(self.row(row, lead if row == skipped else 0)[1:] for row in rows)
        return Passage(text, self.path, *places[0], irregular=places)


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    lengths = (len(line) + 1 for line in text.split("\n")[:-1])
    return tuple(accumulate(lengths, initial=0))
