"""Find rows of a table that a line break split, and join their lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docreplay.model.markup.markup import Cell, Markup, Span, Table

Row = tuple[Cell, ...]
_MOST = 200
"""Maximum number of line breaks: a table with more is not one whose rows were split."""
_LAST_PIPE = re.compile(r"[ \t]*\n[ \t]*(?=\|[ \t]*(?:\n|\Z))")
"""The line break before the last pipe of a row, which is a row without cells then."""


def joined(page: Markup, source: Table, target: Table) -> Table:
    """Return the table with the lines of split rows joined, if it then has the source's rows."""
    extra = len(target.rows) - len(source.rows)
    if not 0 < extra <= _MOST:
        return target
    rows = tuple(_joined(page, target))
    return replace(target, rows=rows) if len(rows) == len(source.rows) else target


def line_breaks(page: Markup, source: Table, target: Table) -> Iterator[Span]:
    """Yield the line breaks that split rows, if the table has the source's rows without them."""
    if joined(page, source, target) is target:
        return
    for above, below in zip(target.rows, target.rows[1:], strict=False):
        if above and below and _is_split(page, above, below):
            yield _break(page, above, below)
        elif above and not below and (found := _LAST_PIPE.match(page.text, above[-1].end)):
            yield Span(found[0], found.start(), found.end())


def _joined(page: Markup, table: Table) -> Iterator[Row]:
    before: Row | None = None
    last: Row = ()
    for row in table.rows:
        if last and not row and _LAST_PIPE.match(page.text, last[-1].end):
            continue
        if before is not None and last and row and _is_split(page, last, row):
            start, end = before[-1].start, row[0].end
            before = (*before[:-1], Cell(page.text[start:end], start, end), *row[1:])
        else:
            if before is not None:
                yield before
            before = row
        last = row
    if before is not None:
        yield before


def _is_split(page: Markup, above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Return True if no pipe ends the row above or starts the row below."""
    between = page.text[above[-1].end : below[0].start]
    return bool(above[-1].text and below[0].text) and not between.strip()


def _break(page: Markup, above: Sequence[Cell], below: Sequence[Cell]) -> Span:
    start, end = above[-1].end, below[0].start
    return Span(page.text[start:end], start, end)
