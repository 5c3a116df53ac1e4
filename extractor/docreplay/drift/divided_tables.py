"""Find the rows of a table that are behind a blank line, and put them back into the table."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from docreplay.model.markup.markup import Cell, Markup, Span, Table

Row = tuple[Cell, ...]
_REST = re.compile(r"[^\n]*\n(?:[ \t]*\n)+((?:[^\n]*\|[^\n]*(?:\n|\Z))+)")
"""The rest of a table's last line, blank lines, and lines with pipes."""
_PIPE = re.compile(r"(?<!\\)\|")
_MOST = 200
"""Maximum number of blank lines: a table with more is not one that was divided."""


class Joined(NamedTuple):
    """A table with the rows behind blank lines, and each gap with what it replaced."""

    table: Table
    gaps: tuple[tuple[Span, str], ...] = ()


def joined_behind_blanks(page: Markup, source: Table, target: Table) -> Joined:
    """Return the table with the rows behind it, if it then has the rows and columns of the source.

    A blank line within a row replaced a blank, one between two rows is one too many.
    """
    rows, wanted = list(target.rows), len(source.rows)
    gaps: list[tuple[Span, str]] = []
    while len(rows) <= wanted and len(gaps) < _MOST and rows[-1]:
        found = _REST.match(page.text, rows[-1][-1].end)
        if not found:
            break
        more = [row for line in _lines(found) if (row := tuple(_cells(line)))]
        if not more:
            break
        gap, is_within = _gap(page.text, rows[-1], more[0])
        if is_within:
            rows[-1], more = _merged(page.text, rows[-1], more[0], len(source.rows[0])), more[1:]
        gaps.append((gap, " " if is_within else "\n"))
        rows += more
    widths = [len(row) for row in source.rows]
    is_whole = bool(gaps) and [len(row) for row in rows] == widths
    return Joined(replace(target, rows=tuple(rows)), tuple(gaps)) if is_whole else Joined(target)


def _lines(found: re.Match[str]) -> Iterator[Span]:
    start = found.start(1)
    for line in found[1].split("\n"):
        yield Span(line, start, start + len(line))
        start += len(line) + 1


def _cells(line: Span) -> Iterator[Cell]:
    """Yield the cells of a row as it is written, without the pipes at its edges."""
    text = line.text.rstrip()
    pipes = [match.start() for match in _PIPE.finditer(text)]
    starts = [at + 1 for at in (-1, *pipes)]
    for start, end in zip(starts, (*pipes, len(text)), strict=True):
        part = text[start:end]
        if part.strip() or 0 < start < len(text):
            first = line.start + start + len(part) - len(part.lstrip())
            yield Cell(part.strip(), first, first + len(part.strip()))


def _gap(text: str, above: Row, below: Row) -> tuple[Span, bool]:
    """Return the blank lines between two rows, and whether they are within one."""
    between = text[above[-1].end : below[0].start]
    is_within = not _PIPE.search(between.split("\n")[0])
    start = above[-1].end + len(between.partition("\n")[0].rstrip())
    end = below[0].start - len(between.rpartition("\n")[2])
    return Span(text[start:end], start, end), is_within


def _merged(text: str, above: Row, below: Row, columns: int) -> Row:
    """Return the parts of a row as one; its last cell goes on unless a pipe begins the rest."""
    start, end = above[-1].start, below[0].end
    if _PIPE.search(text, above[-1].end, below[0].start) and len(above) < columns:
        return (*above, *below)
    return (*above[:-1], Cell(text[start:end], start, end), *below[1:])
