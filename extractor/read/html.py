"""HTML by beautifulsoup4: the tables that a page writes as HTML, however they nest."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import Tag

from extractor.read.rows import RowCell

_CELLS = ("td", "th")
_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)


def tables(text: str) -> Iterator[tuple[int, tuple[tuple[RowCell, ...], ...]]]:
    """The offset of each outermost `<table>` and its rows, blanks in their texts folded.

    None where the parser refuses the markup.
    """
    for start, end in _extents(text):
        lines = [start]
        while (at := text.find("\n", lines[-1], end)) >= 0:
            lines.append(at + 1)
        try:
            soup = BeautifulSoup(text[start:end], "html.parser")
        except ParserRejectedMarkup:
            continue
        if table := soup.find("table"):
            rows = (tuple(_cells(row, text, lines)) for row in _own(table, "tr"))
            yield start, tuple(row for row in rows if row)


def _extents(text: str) -> Iterator[tuple[int, int]]:
    """From each `<table>` to the end that closes it, or to the end of the text."""
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


def _own(table: Tag, *names: str) -> Iterator[Tag]:
    """The elements of those names that belong to this table and to none inside of it."""
    for element in table.find_all(names):
        if element.find_parent("table") is table:
            yield element


def _cells(row: Tag, text: str, lines: list[int]) -> Iterator[RowCell]:
    """The cells of a row; one that is never closed ends where the next one starts."""
    for cell in row.find_all(_CELLS):
        if cell.find_parent("tr") is row:
            opening = lines[(cell.sourceline or 1) - 1] + (cell.sourcepos or 0)
            content = text.find(">", opening) + 1
            while text[content : content + 1].isspace():
                content += 1
            own = (part for part in cell.find_all(string=True) if part.find_parent(_CELLS) is cell)
            yield content, " ".join(" ".join(own).split())
