"""Find the rows of pipe tables (GFM §4.10) of simple pages line by line.

Like `scanner`, this gives up if lines alone do not determine what CommonMark does; `markdown`
then reads the page. A differential test compares the results of the two.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from docreplay.model.markup.markup import Cell
from docreplay.read.markup.tokens import Token

Row = tuple[int, int]
"""Start and end offset of a row without the blanks around it."""

MAX_CELLS = 0x10000
"""Maximum number of cells in a table.

A page of some kilobytes can have billions of empty cells: short rows below a long header.
"""

BLANKS = " \t\n\x0b\x0c\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""Characters that are stripped from cells: white space of any kind, as in markdown-it."""
_DELIMITER = re.compile(r"\n([ \t>]*+)(?!-[ \t])([|:-][|:\- \t]+)$", re.MULTILINE)
"""A line end and a delimiter row, which is never the first line of a text."""
_COLUMN = re.compile(r"[ \t]*:?-+:?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_OPEN = re.compile(r"[ \t]|>|<|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)")
"""Start of a line above a table that may make the table part of a list, a quote or HTML."""
_ROW_END = re.compile(
    r" {4}| {0,3}(?:\t|#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)"
    r"|([-*_])[ \t]*(?:\1[ \t]*){2,}$)"
)
"""Start of indented code, or of a block that ends a table as it ends a paragraph."""


def scan_rows(text: str, start: int, tokens: Sequence[Token]) -> tuple[tuple[Row, ...], ...] | None:
    """Return the rows of each table from `start` on, header first; None if the page is not simple.

    `tokens` are those that `scanner` found in the text.
    """
    scanner = _Rows(text, start, tokens)
    return tuple(scanner.tables) if scanner.run() else None


def trimmed(text: str, start: int, end: int) -> Row:
    """Return the offsets of a part of a text without the blanks around it."""
    line = text[start:end]
    bare = line.lstrip(BLANKS)
    first = start + len(line) - len(bare)
    return first, first + len(bare.rstrip(BLANKS))


def cells(text: str, row: Row) -> tuple[Cell, ...]:
    """Return the cells of a row; an escaped pipe does not divide cells, not even in code.

    Source: GFM §4.10, example 200.
    """
    line, at = text[row[0] : row[1]], row[0]
    parts = _PIPE.split(line) if "\\|" in line else line.split("|")
    found = []
    for part in parts:
        bare = part.lstrip(BLANKS)
        content = bare.rstrip(BLANKS)
        first = at + len(part) - len(bare)
        found.append(Cell(content, first, first + len(content)))
        at += len(part) + 1
    first, last = int(not parts[0]), len(parts) - (not parts[-1])
    return tuple(found[first:last])


class _Rows:
    """Scanner that goes from one delimiter row to the next."""

    def __init__(self, text: str, start: int, tokens: Sequence[Token]) -> None:
        self.text = text
        self.done = start
        self.tokens = tokens
        self.token_starts = [token.start for token in tokens]
        self.tables: list[tuple[Row, ...]] = []

    def run(self) -> bool:
        """Return True if the page is simple; its tables are then complete."""
        for match in _DELIMITER.finditer(self.text, self.done):
            header_end = match.start()
            if header_end < self.done or self._in_token(header_end + 1):
                continue
            header = self.text.rfind("\n", self.done, header_end) + 1 or self.done
            if "|" not in self.text[header:header_end]:
                continue
            if match[1] or not self._is_outside_containers(header):
                return False
            if not self._table(trimmed(self.text, header, header_end), match):
                return False
        return True

    def _in_token(self, offset: int) -> bool:
        index = bisect_right(self.token_starts, offset) - 1
        return index >= 0 and offset < self.tokens[index].end

    def _is_outside_containers(self, line: int) -> bool:
        """Return True if no line above, up to a blank line, may open a container of this line."""
        while line >= self.done:
            end = self.text.find("\n", line)
            if not self.text[line:end].strip(" \t") or self._in_token(line):
                return True
            if _OPEN.match(self.text, line, end):
                return False
            line = self.text.rfind("\n", 0, max(line - 1, 0)) + 1 if line > self.done else -1
        return True

    def _table(self, header: Row, delimiter: re.Match[str]) -> bool:
        """Add the table if it is one. Return False if a parser may truncate it."""
        columns = delimiter[2].strip(BLANKS).removeprefix("|").removesuffix("|").split("|")
        is_valid = all(_COLUMN.fullmatch(column) for column in columns)
        if not is_valid or len(columns) != len(cells(self.text, header)):
            return True
        rows = [header]
        at = delimiter.end() + 1
        while at < len(self.text):
            end = self._line_end(at)
            row = trimmed(self.text, at, end)
            if row[0] == row[1] or self._in_token(at) or _ROW_END.match(self.text, at, end):
                break
            rows.append(row)
            at = end + 1
        self.tables.append(tuple(rows))
        self.done = min(at, len(self.text))
        return len(columns) * len(rows) <= MAX_CELLS

    def _line_end(self, line: int) -> int:
        end = self.text.find("\n", line)
        return len(self.text) if end < 0 else end
