"""Pipe tables (GFM §4.10) of tame pages, found by lines: where each row stands.

Like `scanner`, this gives up wherever CommonMark has a choice that lines alone do not show, and
`markdown` then answers. A differential test holds the two to the same answers.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from docreplay.read.tokens import Token

Row = tuple[int, int]
"""Offsets of a row's first character and behind its last one, blanks around it left out."""

RowCell = tuple[int, str]
"""The offset at which a cell starts, and its text with `\\|` as `|`."""

MOST_CELLS = 0x10000
"""A page of some kilobytes can ask for billions of empty cells: short rows below a long header."""

BLANKS = " \t\n\x0b\x0c\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What is trimmed off cells: white space of any kind, as markdown-it does."""
_DELIMITER = re.compile(r"^([ \t>]*)(?!-[ \t])([|:-][|:\- \t]+)$", re.MULTILINE)
_COLUMN = re.compile(r"[ \t]*:?-+:?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_OPEN = re.compile(r"[ \t]|>|<|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)")
"""Lines above a table that may hold it in a list, a quote or HTML."""
_ROW_END = re.compile(
    r" {4}| {0,3}(?:\t|#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)"
    r"|([-*_])[ \t]*(?:\1[ \t]*){2,}$)"
)
"""Indented code, or another block that ends a table as it ends a paragraph."""


def scan_rows(text: str, start: int, tokens: Sequence[Token]) -> tuple[tuple[Row, ...], ...] | None:
    """The rows of each table from `start` on, the header first; None for a page that is not tame.

    `tokens` are those that `scanner` found in the text.
    """
    scanner = _Rows(text, start, tokens)
    return tuple(scanner.tables) if scanner.run() else None


def trimmed(text: str, start: int, end: int) -> Row:
    """The offsets without the blanks around them."""
    bare = text[start:end]
    first = start + len(bare) - len(bare.lstrip(BLANKS))
    return first, max(first, start + len(bare.rstrip(BLANKS)))


def cells(text: str, row: Row) -> list[RowCell]:
    """The cells of a row; a pipe after a backslash is none, in code as elsewhere (example 200)."""
    line, at = text[row[0] : row[1]], row[0]
    escaped = "\\|" in line
    parts = _PIPE.split(line) if escaped else line.split("|")
    found = []
    for part in parts:
        bare = part.lstrip(BLANKS)
        content = bare.rstrip(BLANKS)
        first = at + len(part) - len(bare)
        found.append((first, content.replace("\\|", "|") if escaped else content))
        at += len(part) + 1
    first, last = int(not parts[0]), len(parts) - (not parts[-1])
    return found[first:last]


class _Rows:
    """Goes from one delimiter row to the next."""

    def __init__(self, text: str, start: int, tokens: Sequence[Token]) -> None:
        self.text = text
        self.done = start
        self.tokens = tokens
        self.token_starts = [token.start for token in tokens]
        self.tables: list[tuple[Row, ...]] = []

    def run(self) -> bool:
        """Whether the page is tame; its tables are then complete."""
        for match in _DELIMITER.finditer(self.text, self.done):
            header_end = match.start() - 1
            if header_end < self.done or self._in_token(match.start()):
                continue
            header = self.text.rfind("\n", self.done, header_end) + 1 or self.done
            if "|" not in self.text[header:header_end]:
                continue
            if match[1] or not self._is_tame(header):
                return False
            if not self._table(trimmed(self.text, header, header_end), match):
                return False
        return True

    def _in_token(self, offset: int) -> bool:
        index = bisect_right(self.token_starts, offset) - 1
        return index >= 0 and offset < self.tokens[index].end

    def _is_tame(self, line: int) -> bool:
        """Whether nothing above, up to the blank line, can hold the line in a container."""
        while line >= self.done:
            end = self.text.find("\n", line)
            if not self.text[line:end].strip(" \t") or self._in_token(line):
                return True
            if _OPEN.match(self.text, line, end):
                return False
            line = self.text.rfind("\n", 0, max(line - 1, 0)) + 1 if line > self.done else -1
        return True

    def _table(self, header: Row, delimiter: re.Match[str]) -> bool:
        """Takes the table, if it is one; whether it is of a size that no parser cuts."""
        columns = delimiter[2].strip(BLANKS).removeprefix("|").removesuffix("|").split("|")
        sound = all(_COLUMN.fullmatch(column) for column in columns)
        if not sound or len(columns) != len(cells(self.text, header)):
            return True
        rows = [header]
        at = delimiter.end() + 1
        while at < len(self.text) and (row := self._row(at)):
            rows.append(row)
            at = self._line_end(at) + 1
        self.tables.append(tuple(rows))
        self.done = min(at, len(self.text))
        return len(columns) * len(rows) <= MOST_CELLS

    def _row(self, line: int) -> Row | None:
        """The row in a line, or None where the table has ended."""
        end = self._line_end(line)
        row = trimmed(self.text, line, end)
        ended = row[0] == row[1] or self._in_token(line) or _ROW_END.match(self.text, line, end)
        return None if ended else row

    def _line_end(self, line: int) -> int:
        end = self.text.find("\n", line)
        return len(self.text) if end < 0 else end
