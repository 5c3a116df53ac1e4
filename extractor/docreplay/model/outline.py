"""What a translation is compared by: the parts of one side of a page, each knowing its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from docreplay.model.block import Segment, anchor_slug
from docreplay.model.exchange import Suppression
from docreplay.model.location import Location

Side = Literal["target", "source"]
"""The translation on a bilingual page, or what it translates; a page in one language has both."""


class Part(NamedTuple):
    """A stretch of an outline's text; offsets are 0-based, `end` is behind the last character."""

    text: str
    start: int
    end: int


class Title(NamedTuple):
    """A heading: `start` is the line's first character, the text's offsets are in `words`."""

    level: int
    words: Part
    """The heading's Markdown without marks and anchor."""
    anchor: str
    """What an `<a name>` in the heading says, or `""`."""
    name: Part | None
    """The `<a name>` itself."""
    start: int

    @property
    def slug(self) -> str:
        """The anchor that publishing makes of the heading's text."""
        return anchor_slug(self.words.text).lower()


class Remark(NamedTuple):
    """An HTML comment: what it holds, and the whole of it in the text."""

    text: str
    start: int
    end: int

    @property
    def is_annotation(self) -> bool:
        """Whether it is meant as an annotation: it starts with a brace."""
        return self.text.lstrip()[:1] == "{"


class Fence(NamedTuple):
    """A fenced code block with the annotation above it."""

    info: str
    body: Part
    """The content as CommonMark gives it; its offsets hold where `exact` is true."""
    exact: bool
    """Whether the content stands in the text as it is, and not indented by a container."""
    start: int
    end: int
    annotation: Remark | None


class Grid(NamedTuple):
    """A pipe table: cells by row, the header first; rows are as long as they were written."""

    rows: tuple[tuple[Part, ...], ...]
    start: int
    end: int


class Entry(NamedTuple):
    """A top-level entry of the front matter; `value` is as written, with its quotes."""

    key: str
    value: Part


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One side of a page, taken apart; every offset is into `text`.

    `page` is the text of the file with LF line ends and without BOM. From the offset `starts[i]`
    of `text` on, `shifts[i]` is added to get the offset in `page`.
    """

    path: str
    page: str
    text: str
    plain: str
    """`text` with front matter, fences and comments blanked out; as long as `text`."""
    prose: str
    """`plain` with tables and headings blanked out as well."""
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    segments: tuple[Segment, ...] = ()
    entries: tuple[Entry, ...] = ()
    titles: tuple[Title, ...] = ()
    fences: tuple[Fence, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """The comments that no fence took as its annotation."""
    grids: tuple[Grid, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    paragraphs: tuple[Part, ...] = ()
    """Paragraphs, list items, quotes and raw HTML, divided by blank lines and list markers."""
    _line_ends: list[int] = field(default_factory=list, repr=False, compare=False)

    def offset(self, offset: int) -> int:
        """The offset in the page of an offset in the text."""
        index = bisect_right(self.starts, offset) - 1
        return offset + self.shifts[index] if index >= 0 else offset

    def within(self, place: int) -> int:
        """The offset in the text of an offset in the page, or of what precedes it in the text."""
        places = [start + shift for start, shift in zip(self.starts, self.shifts, strict=True)]
        index = bisect_right(places, place) - 1
        if index < 0:
            return place
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(place - self.shifts[index], end)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the page for one of the text; None where it is in pieces there."""
        if start == end:
            # what is put in belongs to what precedes it, not into a translation that starts here
            first = self.offset(start - 1) + 1 if start else 0
            return first, first
        first = self.offset(start)
        last = self.offset(end - 1) + 1
        return (first, last) if last - first == end - start else None

    def location(self, offset: int) -> Location:
        """The place on the page of an offset in the text."""
        return self.place(self.offset(offset))

    def place(self, offset: int) -> Location:
        """The place of an offset in the page."""
        if not self._line_ends:
            end = -1
            while (end := self.page.find("\n", end + 1)) >= 0:
                self._line_ends.append(end)
        line = bisect_left(self._line_ends, offset)
        start = self._line_ends[line - 1] + 1 if line else 0
        return Location(self.path, line + 1, offset - start + 1)

    def segment_at(self, offset: int) -> str:
        """The id of the bilingual segment that an offset in the text stands in, or `""`."""
        place = self.offset(offset)
        index = bisect_right(self._segment_starts, place) - 1
        if index < 0:
            return ""
        segment = self.segments[index]
        return segment.id if place < segment.offset + len(segment.target) else ""

    def sentences(self, part: Part) -> Iterator[Part]:
        """The translations of the segments that start in a part, each with its place."""
        for _, sentence in self.translated(part):
            yield sentence

    def translated(self, part: Part) -> Iterator[tuple[str, Part]]:
        """The segments that start in a part: what each translates, and its place."""
        low, high = self.offset(part.start), self.offset(part.end - 1) if part.text else -1
        at = 0
        for index in range(bisect_left(self._segment_starts, low), len(self.segments)):
            segment = self.segments[index]
            if segment.offset > high:
                return
            start = part.text.find(segment.target, at)
            if start >= 0:
                at = start + len(segment.target)
                yield segment.source, Part(segment.target, part.start + start, part.start + at)

    @cached_property
    def _segment_starts(self) -> tuple[int, ...]:
        return tuple(segment.offset for segment in self.segments)

    @cached_property
    def front(self) -> dict[str, str]:
        """The front matter's entries without the quotes around their values."""
        return {entry.key: unquoted(entry.value.text) for entry in self.entries}


def unquoted(value: str) -> str:
    """A YAML value without blanks and quotes around it."""
    return value.strip().strip("\"'")
