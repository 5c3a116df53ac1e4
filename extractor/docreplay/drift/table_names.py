"""Find cells of a source's tables that are names by their columns or rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from docreplay.drift.align import CellPair
from docreplay.drift.names import bare
from docreplay.model.markup.markup import Span

_TYPES = re.compile(r"(?i:.*\btype)")
"""Headers of columns of types."""
_PATH = re.compile(r"[a-z]\w*(?:/[\w{}$.-]+)+|[a-z]\w*/?[^\s|]*[({?$][^|\n]*")
_SEGMENT = re.compile(r"[a-z][A-Za-z0-9]*")
_VALUES = re.compile(r"(?i:(?:(?:possible|valid|allowed|supported) )?values?|defaults?(?: value)?)")
"""Headers of columns of values."""
_LEAST_PATHS = 2
"""Minimum number of paths in a column that make its single words segments of paths."""


def type_cells(tables: Iterable[Sequence[CellPair]]) -> Iterator[int]:
    """Yield the places of cells in columns of types."""
    for table in tables:
        yield from (cell.source.start for cell in table if _TYPES.fullmatch(cell.header))


def kept_types(tables: Iterable[Sequence[CellPair]]) -> Iterator[int]:
    """Yield the places of cells in columns of types of which the translation keeps most words."""
    for table in tables:
        columns: defaultdict[int, list[CellPair]] = defaultdict(list)
        for cell in table:
            if cell.row and cell.column and _TYPES.fullmatch(cell.header):
                columns[cell.column].append(cell)
        for cells in columns.values():
            kept = sum(cell.source.text == cell.target.text for cell in cells)
            yield from (cell.source.start for cell in cells if 2 * kept > len(cells))


def value_cells(tables: Iterable[Sequence[CellPair]]) -> Iterator[int]:
    """Yield the places of cells in columns of values, but for the first column."""
    for table in tables:
        for cell in table:
            if cell.column and _VALUES.fullmatch(cell.header):
                yield cell.source.start


def row_names(tables: Iterable[Sequence[CellPair]]) -> dict[int, str]:
    """Return words in first cells that are names, by the places of the cells behind them."""
    found: dict[int, str] = {}
    for table in tables:
        names = {cell.row: bare(cell.source.text) for cell in table if not cell.column}
        for cell in table:
            if cell.row and cell.column and _SEGMENT.fullmatch(names.get(cell.row, "")):
                found[cell.source.start] = names[cell.row]
    return found


def segments(tables: Iterable[Sequence[CellPair]]) -> Iterator[int]:
    """Yield the places of cells with one word in columns of which other cells are paths."""
    for table in tables:
        yield from _segments_of(table)


def _segments_of(table: Sequence[CellPair]) -> Iterator[int]:
    columns: defaultdict[int, list[Span]] = defaultdict(list)
    for cell in table:
        if cell.row and cell.column:
            columns[cell.column].append(cell.source)
    for cells in columns.values():
        if sum(bool(_PATH.fullmatch(cell.text)) for cell in cells) >= _LEAST_PATHS:
            yield from (cell.start for cell in cells if _SEGMENT.fullmatch(cell.text))
