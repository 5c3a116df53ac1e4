"""The passage that contains a line of a page, identified by its words and not by line breaks."""

import re
from functools import cached_property
from hashlib import sha256

_CLOSED = re.compile(r"\s*$|\s*(?:[|#<{}\[\]\"]|```|~~~|:::|---|===)|\s*[\w.$@-]+:(?:\s|$)")
"""Lines that the next line does not continue: blank ones, those of tables, headings, code blocks,
HTML and JSON, and `key: value` of front matter or headers."""

_OPENS = re.compile(rf"{_CLOSED.pattern}|\s*(?:>|[-*+]\s|[0-9]{{1,9}}[.)]\s)|(?: {{4}}|\t)\S")
"""Lines that do not continue the line above: those, quotes, list items and indented code."""

_DIGITS = 16


class Passages:
    """The passages of one page: paragraphs, cells of tables, and other lines."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._digests: dict[int, str] = {}

    def digest(self, line: int, column: int = 1) -> str:
        """Return the digest of the passage at a 1-based place; `""` if it has no words.

        White space is ignored, so a passage that is moved or wrapped differently keeps its digest.
        """
        if not 1 <= line <= len(self._lines):
            return ""
        text = self._lines[line - 1]
        if text.lstrip().startswith("|"):
            return _digest(_cell(text, column - 1))
        start = self._starts[line - 1]
        if start not in self._digests:
            self._digests[start] = _digest("".join(self._lines[start : self._end(start)]))
        return self._digests[start]

    def _end(self, start: int) -> int:
        end = start + 1
        while end < len(self._lines) and self._starts[end] == start:
            end += 1
        return end

    @cached_property
    def _starts(self) -> list[int]:
        """For each line, the 0-based index of the first line of its passage."""
        starts: list[int] = []
        above = ""
        for index, line in enumerate(self._lines):
            joined = index and not _OPENS.match(line) and not _CLOSED.match(above)
            starts.append(starts[-1] if joined else index)
            above = line
        return starts


def _cell(row: str, column: int) -> str:
    """Return the cell of a table row at the 0-based column; the row if it is at no cell."""
    start, end = row.rfind("|", 0, column) + 1, row.find("|", column)
    return row[start:end] if 0 < start <= column < end else row


def _digest(text: str) -> str:
    folded = "".join(text.split())
    data = folded.encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:_DIGITS] if folded else ""
