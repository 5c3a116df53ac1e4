"""Reader of the markup of a page in Markdown."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from docreplay.model.exchange import Suppression
from docreplay.model.markup.markup import (
    Cell,
    Fence,
    FrontMatterEntry,
    Heading,
    HtmlComment,
    Link,
    Markup,
    Segment,
    Span,
    Table,
)
from docreplay.model.markup.source_map import SourceMap
from docreplay.model.markup.zone import ZoneMark
from docreplay.read.markup import front_matter, markdown, prose, rows, scanner, tab_marks, zones
from docreplay.read.markup.code_spans import code_spans
from docreplay.read.markup.headings import heading_at, heading_starts
from docreplay.read.markup.rows import Row
from docreplay.read.markup.tags import DIRECTIVE
from docreplay.read.markup.tokens import Token, between, blanked, masked
from docreplay.read.suppressions import suppression_of

_PARAGRAPH = re.compile(r"[^\s][^\n]*(?:\n(?![ \t]*(?:\n|\Z|[-*+][ \t]|\d{1,9}[.)][ \t]))[^\n]*)*")
_MAY_BE_INDENTED = re.compile(r"^[ \t]*\n(?: {4}| {0,3}\t)[ \t]*[^ \t\n]", re.MULTILINE)
_INDENTED_LINE = re.compile(r"\n(?: {4}| {0,3}\t)[ \t]*+[^ \t\n]")
_COMPONENT = re.compile(
    r"^[ \t]*</(?:[A-Z][A-Za-z0-9]{0,60}|code-group|code-block)>[ \t]*$", re.MULTILINE
)
"""The closing tag of a component on a line of its own: those of VuePress are in small letters."""


class MarkupReader:
    """Reader of the parts of a page's text; each kind is read once, when it is first used."""

    def __init__(self, source: SourceMap) -> None:
        self.places = source
        self.text = source.text
        self.body_start = front_matter.body_start(source.text)
        self._read_headings: dict[int, Heading] = {}

    @property
    def is_too_deep(self) -> bool:
        """Whether the page is nested too deeply to be read."""
        return False

    def markup(self, segments: tuple[Segment, ...] = ()) -> Markup:
        """Return all parts."""
        known = [(heading.start, heading.end) for heading in self.headings]
        known += [(table.start, table.end) for table in self.tables]
        without = blanked(self.plain, sorted(known))
        indented = self._indented(without)
        without = blanked(without, indented)
        return Markup(
            places=self.places,
            plain=self.plain,
            prose=without,
            segments=segments,
            front_matter=self.front_matter,
            headings=self.headings,
            fences=self.fences,
            indented=tuple(_indented_code(self.text, *extent) for extent in indented),
            comments=self.comments,
            tables=self.tables,
            suppressions=tuple(self.suppressions()),
            paragraphs=tuple(Span(m[0], *m.span()) for m in _PARAGRAPH.finditer(without)),
        )

    def _indented(self, prose: str) -> list[tuple[int, int]]:
        """Return the extents of indented code; only a page that may have some is parsed for it."""
        if not _INDENTED_LINE.search(prose) or not _MAY_BE_INDENTED.search(prose):
            return []
        if self._has_components:
            return []
        return markdown.indented(self.text, self.body_start)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The fences and comments after the front matter, in order."""
        found = self._scanned
        if found is not None:
            return found
        return markdown.parse(self.text, self.body_start, has_components=self._has_components)

    @cached_property
    def _has_components(self) -> bool:
        """Whether the page is in MDX, or has components like one (Docusaurus reads both alike)."""
        is_mdx = self.places.path.lower().endswith(".mdx")
        return is_mdx or ("</" in self.text and _COMPONENT.search(self.text) is not None)

    @cached_property
    def _scanned(self) -> tuple[Token, ...] | None:
        return scanner.scan(self.text, self.body_start)

    @cached_property
    def plain(self) -> str:
        """The text with front matter, fences and comments blanked out."""
        return masked(self.text, self.body_start, self.tokens)

    @cached_property
    def without_code(self) -> str:
        """The text with front matter, fences, comments and code spans blanked out."""
        return blanked(self.plain, code_spans(self.plain))

    @cached_property
    def front_matter(self) -> tuple[FrontMatterEntry, ...]:
        """The entries of the front matter."""
        return front_matter.entries(self.text) if self.body_start else ()

    @cached_property
    def front_matter_flaw(self) -> tuple[int, str] | None:
        """The offset of what makes the front matter invalid YAML, and why; or None."""
        return front_matter.flaw(self.text)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, in order."""
        return tuple(map(self._heading, self._heading_starts))

    def heading_above(self, offset: int) -> Heading | None:
        """Return the last heading that starts before an offset; the others are not read for it."""
        index = bisect_left(self._heading_starts, offset)
        return self._heading(self._heading_starts[index - 1]) if index else None

    @cached_property
    def _heading_starts(self) -> list[int]:
        parts = between(self.tokens, self.body_start, len(self.text))
        return heading_starts(self.text, parts)

    def _heading(self, start: int) -> Heading:
        found = self._read_headings.get(start)
        if found is None:
            text = self.plain if self._has_comment_in_line else self.text
            found = self._read_headings[start] = heading_at(text, start)
        return found

    @cached_property
    def _has_comment_in_line(self) -> bool:
        return any(token.inline for token in self.tokens)

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The code blocks with their annotations."""
        return self._attached[0]

    @property
    def comments(self) -> tuple[HtmlComment, ...]:
        """The comments that are not the annotation of a fence."""
        return self._attached[1]

    @cached_property
    def _attached(self) -> tuple[tuple[Fence, ...], tuple[HtmlComment, ...]]:
        """Attach each annotation comment to the fence below it (annotation-dialect.md §2.2)."""
        fences: list[Fence] = []
        comments: list[HtmlComment] = []
        pending: HtmlComment | None = None
        for token in self.tokens:
            if token.kind == "comment":
                comments += [pending] if pending else []
                pending = _comment(token)
            elif pending and self._is_above(pending, token.start):
                fences.append(_fence(token, pending))
                pending = None
            else:
                comments += [pending] if pending else []
                fences.append(_fence(token, None))
                pending = None
        comments += [pending] if pending else []
        return tuple(fences), tuple(comments)

    def _is_above(self, comment: HtmlComment, start: int) -> bool:
        """Return True if only lines that the dialect's tools remove are between the two."""
        if not comment.is_annotation:
            return False
        between = self.text[comment.end : start]
        return not between.strip(" \t\n>") or all(map(DIRECTIVE.fullmatch, between.split("\n")))

    def suppressions(self) -> Iterator[Suppression]:
        """Yield the suppressions of `docreplay-ignore` comments."""
        for comment in self.comments:
            if "docreplay-ignore" in comment.text:
                found = suppression_of(comment.text, self.places.location(comment.start))
                if found:
                    yield found

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The pipe tables, in order."""
        if "|" not in self.text:
            return ()
        tokens = self._scanned
        found = rows.scan_rows(self.text, self.body_start, tokens) if tokens is not None else None
        if found is None:
            found = markdown.rows(self.text, self.body_start)
        return tuple(self._pipe_table(table) for table in found if table)

    @cached_property
    def all_tables(self) -> tuple[Table, ...]:
        """Pipe tables and HTML tables; a nested table is part of its cell."""
        if "<table" not in self.text.lower():
            return self.tables
        found = [
            table
            for table in self._html_tables()
            if not any(outer.start <= table.start < outer.end for outer in self.tables)
        ]
        return tuple(sorted([*self.tables, *found], key=lambda table: table.start))

    @property
    def field_tables(self) -> tuple[Table, ...]:
        """Lists of fields that the format has for operations, as tables: only reStructuredText."""
        return ()

    @cached_property
    def tables_by_start(self) -> dict[int, Table]:
        """The tables by the offset at which each starts."""
        return {table.start: table for table in self.all_tables}

    def _pipe_table(self, found: Sequence[Row]) -> Table:
        cells = tuple(rows.cells(self.text, row) for row in found)
        start = found[0][0]
        heading = self.heading_above(start)
        return Table(rows=cells, start=start, end=found[-1][1], heading=heading, places=self.places)

    def _html_tables(self) -> Iterator[Table]:
        from docreplay.read.markup import html  # noqa: PLC0415  # slow to load, and few pages need it

        for start, end, found in html.tables(self.plain):
            if found:
                most = max(1, rows.MAX_CELLS // len(found[0]))
                cells = tuple(
                    tuple(_html_cell(self.text, cell) for cell in row) for row in found[:most]
                )
                heading = self.heading_above(start)
                yield Table(rows=cells, start=start, end=end, heading=heading, places=self.places)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, apart from those in fences and comments."""
        return tuple(prose.links(self.places, self.plain))

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """What `#…` can name on the page, in lower case.

        None if more headings may be put on the page when it is published.
        """
        if prose.is_generated(self.text, self.plain):
            return None
        return frozenset(prose.anchors(self.plain, self.headings))

    @cached_property
    def zone_marks(self) -> tuple[ZoneMark, ...]:
        """The lines at which zone pivots and tabs may begin and end."""
        found: list[ZoneMark] = []
        if zones.may_be_in(self.text):
            found += zones.marks(self.plain)
        if tab_marks.may_be_in(self.text):
            found += tab_marks.marks(self.plain, self.text, self.tokens)
            found.sort(key=lambda mark: mark.start)
        return tuple(found)


def _comment(token: Token) -> HtmlComment:
    return HtmlComment(
        token.text, token.start, token.end, token.inline, token.closed, token.indents
    )


def _fence(token: Token, annotation: HtmlComment | None) -> Fence:
    body = Span(token.text, token.content, token.content + len(token.text))
    return Fence(token.info, body, token.start, token.end, annotation, token.closed, token.indents)


def _indented_code(text: str, start: int, end: int) -> Fence:
    return Fence("", Span(text[start:end], start, end), start, end)


def _html_cell(text: str, cell: tuple[int, str]) -> Cell:
    """Return the words of the cell; its end is its start if tags or blanks divide the words."""
    start, content = cell
    return Cell(content, start, start + len(content) * text.startswith(content, start))
