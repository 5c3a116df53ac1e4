"""Find the tables of a page in reStructuredText line by line: grid, simple, list and CSV tables.

docutils would need time that grows with the square of their number. Cells have their words on one
line, with code in single back-ticks as in Markdown. A table without a header has an empty one.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docreplay.model.markup.markup import Cell

_GRID_RULE = re.compile(r"([ \t]*)\+(?:[-=]+\+)+[ \t]*")
_SIMPLE_RULE = re.compile(r"([ \t]*)=+(?:[ \t]+=+)+[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*-+(?:[ \t]+-+)*[ \t]*")
_DIRECTIVE = re.compile(r"([ \t]*)\.\.[ \t]+(list|csv)-table::")
_OPTION = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*)")
_ITEM = re.compile(r"([ \t]*)(\*[ \t]+-|[ \t]+-)(?:[ \t]+(.*)|[ \t]*)\Z")
_DELIMITERS = {"tab": "\t", "space": " "}
_MOST_ROWS = 10_000


class RstTable(NamedTuple):
    """The rows of a table, the header first, and its extent in the text."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


class _Lines(NamedTuple):
    texts: Sequence[str]
    starts: Sequence[int]

    def end(self, row: int) -> int:
        return self.starts[row] + len(self.texts[row])


def tables(plain: str) -> Iterator[RstTable]:
    """Yield the tables of a text whose code blocks and comments are blanked out."""
    texts = plain.split("\n")
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    lines, row = _Lines(texts, starts), 0
    while row < len(texts):
        last, rows = _table_at(lines, row)
        if rows and rows[0]:
            yield RstTable(tuple(map(tuple, rows)), starts[row], lines.end(last - 1))
        row = max(last, row + 1)


def _table_at(lines: _Lines, row: int) -> tuple[int, list[list[Cell]]]:
    """Return the row behind a table that begins in a row, and its cells; none if none does."""
    text = lines.texts[row]
    if directive := _DIRECTIVE.match(text):
        last = _end_of_block(lines, row, len(directive[1].expandtabs()))
        read = _list_rows if directive[2] == "list" else _csv_rows
        return last, read(lines, row + 1, last)
    if _GRID_RULE.fullmatch(text):
        return _grid(lines, row)
    if _SIMPLE_RULE.fullmatch(text):
        return _simple(lines, row)
    return row, []


def _end_of_block(lines: _Lines, row: int, depth: int) -> int:
    """Return the first row behind a directive: that of a line that is not deeper than it."""
    for at in range(row + 1, len(lines.texts)):
        text = lines.texts[at].expandtabs()
        if text.strip() and len(text) - len(text.lstrip()) <= depth:
            return at
    return len(lines.texts)


def _grid(lines: _Lines, row: int) -> tuple[int, list[list[Cell]]]:
    """Read a grid table; a cell over several columns belongs to the first one."""
    last = row
    while last < len(lines.texts) and lines.texts[last].lstrip()[:1] in ("+", "|"):
        last += 1
    bounds = [at for at, char in enumerate(lines.texts[row]) if char == "+"]
    found: list[list[Cell]] = []
    has_header, first = False, row + 1
    for at in range(row + 1, last):
        text = lines.texts[at]
        if not _GRID_RULE.fullmatch(text):
            continue
        found.append([_cell(lines, range(first, at), a + 1, b) for a, b in pairwise(bounds)])
        has_header, first = has_header or "=" in text, at + 1
    return last, found if has_header else _without_header(found)


def _simple(lines: _Lines, row: int) -> tuple[int, list[list[Cell]]]:
    """Read a simple table: a line without text in the first column continues the row above."""
    rules = [row]
    for at in range(row + 1, min(len(lines.texts), row + _MOST_ROWS)):
        if _SIMPLE_RULE.fullmatch(lines.texts[at]):
            rules.append(at)
            following = lines.texts[at + 1] if at + 1 < len(lines.texts) else ""
            if not following.strip() or len(rules) > 2:  # a rule, the header, its rule, the end
                break
    if len(rules) == 1:
        return row + 1, []
    starts = [match.start() for match in re.finditer(r"=+", lines.texts[row])]
    columns = [*pairwise(starts), (starts[-1], None)]
    spans: list[list[int]] = []
    for at in range(rules[0] + 1, rules[-1]):
        text = lines.texts[at]
        if at in rules or not text.strip() or _UNDERLINE.fullmatch(text):
            spans += [[]] if spans and spans[-1] and at in rules else []
        elif text[columns[0][0] : columns[0][1]].strip() or not spans or not spans[-1]:
            spans += [[at]] if not spans or spans[-1] else []
            spans[-1] = spans[-1] or [at]
        else:
            spans[-1].append(at)
    found = [[_cell(lines, span, a, b) for a, b in columns] for span in spans if span]
    return rules[-1] + 1, found if len(rules) > 2 else _without_header(found)


def _list_rows(lines: _Lines, first: int, last: int) -> list[list[Cell]]:
    """Read a list of lists: `* -` starts a row, `-` a cell, and deeper lines continue it."""
    found: list[list[tuple[int, int, list[str]]]] = []
    options = dict(_options(lines, first, last))
    for row in range(first, last):
        text = lines.texts[row]
        item = _ITEM.match(text)
        if item and (item[2].startswith("*") or found):
            if item[2].startswith("*"):
                found.append([])
            start = item.start(3) if item[3] else len(text)
            found[-1].append((row, start, [item[3] or ""]))
        elif found and found[-1] and text.strip():
            found[-1][-1][2].append(text.strip())
    rows = [
        [_words(lines, row, at, " ".join(words)) for row, at, words in cells] for cells in found
    ]
    return rows if options.get("header-rows", "0") != "0" else _without_header(rows)


def _csv_rows(lines: _Lines, first: int, last: int) -> list[list[Cell]]:
    """Read comma-separated values; the place of a cell is where its text is found in the line."""
    options = dict(_options(lines, first, last))
    delimiter = options.get("delim", ",").strip() or ","
    delimiter = _DELIMITERS.get(delimiter, delimiter)[:1]
    rows: list[list[Cell]] = []
    for row in range(first, last):
        text = lines.texts[row]
        option = _OPTION.match(text)
        if option and option[1] in ("header", "header-rows") and not rows:
            rows += [_csv_cells(lines, row, option[2], delimiter)] if option[1] == "header" else []
        elif text.strip() and not option:
            rows.append(_csv_cells(lines, row, text.strip(), delimiter))
    has_header = "header" in options or options.get("header-rows", "0") != "0"
    return rows if has_header else _without_header(rows)


def _csv_cells(lines: _Lines, row: int, written: str, delimiter: str) -> list[Cell]:
    quote = '"'
    try:
        words = next(csv.reader([written], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        words = written.split(delimiter)
    at, cells = lines.texts[row].find(written), []
    for word in words:
        found = lines.texts[row].find(word.replace(quote, quote * 2), max(at, 0)) if word else -1
        at = found + len(word) if found >= 0 else at
        cells.append(_words(lines, row, max(found, 0), word.strip()))
    return cells


def _options(lines: _Lines, first: int, last: int) -> Iterator[tuple[str, str]]:
    for row in range(first, last):
        option = _OPTION.match(lines.texts[row])
        if not option:
            return
        yield option[1], option[2].strip()


def _cell(lines: _Lines, rows: Sequence[int], start: int, end: int | None) -> Cell:
    """Return the words between two columns of some rows; their place is that of the first."""
    parts = [(row, lines.texts[row][start:end]) for row in rows]
    words = " ".join(part.strip() for _, part in parts if part.strip())
    row, part = next(
        ((row, part) for row, part in parts if part.strip()), (rows[0] if rows else 0, "")
    )
    return _words(lines, row, start + len(part) - len(part.lstrip()), words)


def _words(lines: _Lines, row: int, at: int, words: str) -> Cell:
    """Return a cell; its end is its start if it is not written like its words."""
    start = min(lines.starts[row] + at, lines.end(row))
    content = words.replace("``", "`")
    is_verbatim = lines.texts[row].startswith(content, at)
    return Cell(content, start, start + len(content) * is_verbatim)


def _without_header(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows below an empty header, which a table in Markdown would have."""
    if not rows or not rows[0]:
        return []
    place = rows[0][0].start
    return [[Cell("", place, place) for _ in rows[0]], *rows]
