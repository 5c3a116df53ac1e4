"""The one model of a page's markup: what reading, lint and the comparison of translations see.

Offsets are 0-based, into the text of the page's `SourceMap`, and an end is behind the last
character; the source map makes places and ranges of them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from docreplay.model.exchange import Suppression
from docreplay.model.location import Location, Range
from docreplay.model.markup.anchors import anchor_slug, folded
from docreplay.model.markup.source_map import SourceMap

Side = Literal["target", "source"]
"""The translation on a bilingual page, or what it translates; a page in one language has both."""

_TAG = re.compile(r"<[^>]{0,1000}>")
ATTRIBUTES = re.compile(r"\{(?:[:/*\s]*[#.]|[ \t]*id=)[^{}\n]*\}\Z")
"""An attribute list at the end of a heading."""
_BRACE = re.compile(
    r"[\s\u200b\u200c\u200d\u2060\ufeff]*"
    r"(?:[{｛﹛]|&(?:amp;)*(?:#0*123|#[xX]0*7[bB]|lbrace|lcub);|&(?:amp;)*nbsp;\s*\{)"
)


class Span(NamedTuple):
    """A stretch of a page's text."""

    text: str
    start: int
    end: int


class Cell(Span):
    r"""A cell of a table as written; of an HTML table, its words without tags."""

    __slots__ = ()

    @property
    def content(self) -> str:
        r"""The cell's Markdown, in which `\|` is a pipe (GFM §4.10)."""
        return self.text.replace("\\|", "|") if "\\|" in self.text else self.text


class Heading(NamedTuple):
    """A heading (CommonMark §4.2, §4.3); it starts with its first `#`, or with its title."""

    level: int
    title: Span
    """Its Markdown without the number signs and without an anchor at either end."""
    anchor: str
    """The name that an `<a name>` in it gives, or `""`."""
    anchor_tag: Span | None
    """The `<a name>` itself."""
    start: int
    end: int

    @property
    def is_underlined(self) -> bool:
        """Whether the line below marks it as a heading, and no number signs."""
        return self.start == self.title.start

    @property
    def slug(self) -> str:
        """The anchor that publishing makes of the title, without an attribute list."""
        title = self.title.text
        if title.endswith("}"):
            title = ATTRIBUTES.sub("", title)
        return folded(anchor_slug(_TAG.sub("", title) if "<" in title else title))


class HtmlComment(NamedTuple):
    """An HTML comment; `text` is what is between `<!--` and `-->`."""

    text: str
    start: int
    end: int
    is_inline: bool = False
    """Whether it is inside of a paragraph, cell or heading."""
    is_closed: bool = True
    indents: tuple[int, ...] = ()
    """Length of what precedes each line in a list or quote; empty where nothing does."""

    @property
    def is_annotation(self) -> bool:
        """Whether it is meant as an annotation: it is closed, and starts with a brace."""
        return self.is_closed and opens_object(self.text)


class Fence(NamedTuple):
    """A fenced code block (CommonMark §4.5) with the annotation above it."""

    info: str
    body: Span
    """The content as CommonMark gives it; its offsets are right where `is_exact` is true."""
    start: int
    end: int
    """Behind the line of the closing fence."""
    annotation: HtmlComment | None = None
    is_closed: bool = True
    indents: tuple[int, ...] = ()
    """Length of what precedes each line in a list or quote; empty where nothing does."""

    @property
    def is_exact(self) -> bool:
        """Whether the page has the content as it is, not indented by a container."""
        return not self.indents


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table in Markdown or in HTML: cells by row, the header first."""

    rows: tuple[tuple[Cell, ...], ...]
    """Rows of a pipe table are as long as they were written."""
    start: int
    end: int
    heading: Heading | None = None
    """The heading above."""
    places: SourceMap = field(repr=False, compare=False)

    @property
    def anchor(self) -> str:
        """The anchor of the heading above: its own, or what publishing makes of its title."""
        return (self.heading.anchor or self.heading.slug) if self.heading else ""

    @property
    def header(self) -> tuple[Cell, ...]:
        """The first row."""
        return self.rows[0]

    @cached_property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the header, padded and cut to its length (GFM §4.10, example 204)."""
        return tuple(_fitted(row, len(self.header)) for row in self.rows[1:])

    def range(self, cell: Cell) -> Range:
        """Return where a cell is on the page, or would be if it were not empty."""
        return self.places.range(cell.start, cell.end)


def _fitted(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    if len(row) == width:
        return row
    end = row[-1].end if row else 0
    return (row + (Cell("", end, end),) * (width - len(row)))[:width]


class Link(NamedTuple):
    """A link or image as written: its target without title, and where the target is."""

    target: str
    start: int
    end: int
    places: SourceMap

    @property
    def range(self) -> Range:
        """Where the target is."""
        return self.places.range(self.start, self.end)

    @property
    def location(self) -> Location:
        """Where the target starts."""
        return self.range.start


class FrontMatterEntry(NamedTuple):
    """A top-level entry of the front matter."""

    key: str
    value: Span
    """The value as written, with its quotes."""
    content: str
    """What the value says: a scalar without quotes, a list or mapping as written."""
    is_plain: bool = True
    """Whether the entry is one line that ends with its value."""


class Segment(NamedTuple):
    """A sentence of a bilingual page: the span id, the translation, and what it translates."""

    id: str
    target: str
    source: str
    offset: int
    """Where the translation starts in the page's text, not in that of one language."""


@dataclass(frozen=True, kw_only=True)
class Markup:
    """One language of a page, taken apart; every offset is into `text`."""

    places: SourceMap
    plain: str
    """The text with front matter, fences and comments blanked out; as long as the text."""
    prose: str
    """`plain` with tables, headings and indented code blanked out as well."""
    segments: tuple[Segment, ...] = ()
    front_matter: tuple[FrontMatterEntry, ...] = ()
    headings: tuple[Heading, ...] = ()
    fences: tuple[Fence, ...] = ()
    indented: tuple[Fence, ...] = ()
    """The indented code blocks (CommonMark §4.4), as they are written."""
    comments: tuple[HtmlComment, ...] = ()
    """The comments that are not the annotation of a fence."""
    tables: tuple[Table, ...] = ()
    """The pipe tables."""
    suppressions: tuple[Suppression, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    """Paragraphs, list items, quotes and raw HTML, divided by blank lines and list markers."""

    @property
    def path(self) -> str:
        """The page's path relative to the project."""
        return self.places.path

    @property
    def page(self) -> str:
        """The text of the file, with LF line ends and without BOM."""
        return self.places.page

    @property
    def text(self) -> str:
        """The text in this language."""
        return self.places.text

    @cached_property
    def front(self) -> dict[str, str]:
        """The contents of the front matter by key."""
        return {entry.key: entry.content for entry in self.front_matter}

    def segment_at(self, offset: int) -> str:
        """Return the id of the bilingual segment that contains an offset of the text, or `""`."""
        place = self.places.offset(offset)
        index = bisect_right(self._segment_starts, place) - 1
        if index < 0:
            return ""
        segment = self.segments[index]
        return segment.id if place < segment.offset + len(segment.target) else ""

    def sentences(self, span: Span) -> Iterator[Span]:
        """Yield the translations of the segments that start in a span."""
        for _, sentence in self.translated(span):
            yield sentence

    def translated(self, span: Span) -> Iterator[tuple[str, Span]]:
        """Yield what each segment that starts in a span translates, and its translation."""
        low = self.places.offset(span.start)
        high = self.places.offset(span.end - 1) if span.text else -1
        at = 0
        for index in range(bisect_left(self._segment_starts, low), len(self.segments)):
            segment = self.segments[index]
            if segment.offset > high:
                return
            start = span.text.find(segment.target, at)
            if start >= 0:
                at = start + len(segment.target)
                yield segment.source, Span(segment.target, span.start + start, span.start + at)

    @cached_property
    def _segment_starts(self) -> tuple[int, ...]:
        return tuple(segment.offset for segment in self.segments)


def opens_object(text: str) -> bool:
    """Return True if the text begins with `{`, however it is written."""
    return text.lstrip()[:1] == "{" or _BRACE.match(text) is not None
