"""Find the HTML tables of a page, also nested ones, with beautifulsoup4."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import NavigableString, PageElement, Tag

RowCell = tuple[int, str]
"""Start offset of a cell, and its words."""

_LINE_END = re.compile("\n")
_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)


def tables(text: str) -> Iterator[tuple[int, int, tuple[tuple[RowCell, ...], ...]]]:
    """Yield start and end of each outermost `<table>`, and its rows, with single blanks in cells.

    Markup that the parser rejects is skipped.
    """
    for start, end in _extents(text):
        try:
            soup = BeautifulSoup(text[start:end], "html.parser")
        except ParserRejectedMarkup:
            continue
        if table := soup.find("table"):
            walk = _Walk(text, start, end)
            for element in table.descendants:
                walk.take(element)
            yield start, end, tuple(walk.result())


def _extents(text: str) -> Iterator[tuple[int, int]]:
    """Yield each outermost table, up to its closing tag or to the end of the text."""
    depth, start = 0, 0
    for tag in _TAG.finditer(text):
        if not depth and (tag[1] or text[tag.start() - 1 : tag.start()] == "`"):
            continue
        start = start if depth else tag.start()
        depth += -1 if tag[1] else 1
        if not depth:
            yield start, tag.end()
    if depth:
        yield start, len(text)


@dataclass(slots=True)
class _Cell:
    offset: int
    parts: list[str] = field(default_factory=list)


class _Walk:
    """One pass over a table's elements in order; an unclosed cell ends where the next starts."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.lines = [start, *(match.end() for match in _LINE_END.finditer(text, start, end))]
        self.rows: list[list[_Cell]] = []
        self.cells: dict[int, _Cell | None] = {}
        """Cell that each tag is or is in, by the identity of the tag."""
        self.inner: set[int] = set()
        """Identities of nested tables and of the tags in them."""

    def take(self, element: PageElement) -> None:
        """Take the next element into account."""
        parent = id(element.parent)
        inside = self.cells.get(parent)
        if isinstance(element, NavigableString):
            if inside and parent not in self.inner:
                inside.parts.append(element)
        elif isinstance(element, Tag):
            if parent in self.inner or element.name == "table":
                self.inner.add(id(element))
            elif element.name == "tr":
                self.rows.append([])
            elif element.name in ("td", "th") and self.rows:
                inside = _Cell(self._content(element))
                self.rows[-1].append(inside)
            self.cells[id(element)] = inside

    def _content(self, cell: Tag) -> int:
        """Return the offset of the first character after the cell's tag that is not blank."""
        opening = self.lines[(cell.sourceline or 1) - 1] + (cell.sourcepos or 0)
        content = self.text.find(">", opening) + 1
        while self.text[content : content + 1].isspace():
            content += 1
        return content

    def result(self) -> Iterator[tuple[RowCell, ...]]:
        """Yield the rows that have cells."""
        for row in self.rows:
            if row:
                yield tuple((cell.offset, " ".join(" ".join(cell.parts).split())) for cell in row)
