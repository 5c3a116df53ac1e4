"""The tables of a page, in Markdown and in HTML; asked for where needed, never for every page."""

from collections.abc import Iterable, Iterator, Sequence

from docreplay.model.block import Heading, anchor_slug
from docreplay.model.location import Location
from docreplay.model.outline import Side
from docreplay.model.page import normalized
from docreplay.model.table import Cell, Table
from docreplay.read import front_matter, markdown, rows, scanner
from docreplay.read.headings import last_heading
from docreplay.read.rows import Row, RowCell
from docreplay.read.spans import Unwrapped, unwrap, unwrap_source
from docreplay.read.tokens import Token, masked


def tables_of(text: str, path: str, side: Side = "target") -> tuple[Table, ...]:
    """The tables of the page at a path, in order; fences and comments hold none.

    A table in a cell is part of the cell. The cells of a bilingual page are those of the
    translation, or with `side="source"` what it says it translates: there names are as the
    service has them. A page that does not say so has its own cells on either side. Never raises.
    """
    page = normalized(text)
    source = (unwrap_source(path, page) if side == "source" else None) or unwrap(path, page)
    if "|" not in source.text and "<table" not in source.text.lower():
        return ()
    start = front_matter.body_start(source.text)
    tokens = scanner.scan(source.text, start)
    found = rows.scan_rows(source.text, start, tokens) if tokens is not None else None
    if tokens is None or found is None:
        tokens = markdown.parse(source.text, start)
        found = markdown.rows(source.text, start)
    outer = _outside(found, _html_tables(source, start, tokens))
    tables = [*_pipe_tables(source, found), *outer]
    return tuple(
        Table(
            heading=_heading(source, tokens, offset),
            header=_cells(source, lines[0]),
            rows=tuple(_cells(source, line) for line in lines[1:]),
            location=source.location(offset),
        )
        for offset, lines in sorted(tables, key=lambda table: table[0])
    )


def _cells(source: Unwrapped, line: Sequence[RowCell]) -> tuple[Cell, ...]:
    """The cells with their places, which are told from the first one's where that is enough."""
    first, last = line[0][0], line[-1][0]
    if "\n" in source.text[first:last] or not source.is_whole(first, last):
        return tuple(Cell(text, source.location(offset)) for offset, text in line)
    path, row, column = source.location(first)
    return tuple(Cell(text, Location(path, row, column + at - first)) for at, text in line)


def _pipe_tables(
    source: Unwrapped, found: Iterable[tuple[Row, ...]]
) -> Iterator[tuple[int, list[list[RowCell]]]]:
    for table in found:
        width = len(rows.cells(source.text, table[0]))
        lines = [_fitted(rows.cells(source.text, row), width, row[1]) for row in table]
        yield table[0][0], lines


def _html_tables(
    source: Unwrapped, start: int, tokens: Sequence[Token]
) -> Iterator[tuple[int, list[list[RowCell]]]]:
    if "<table" not in source.text.lower():
        return
    from docreplay.read import html  # noqa: PLC0415  # slow to load, and few pages need it

    for offset, found in html.tables(masked(source.text, start, tokens)):
        if found:
            width = len(found[0])
            lines = found[: max(1, rows.MOST_CELLS // width)]
            yield offset, [_fitted(list(row), width, row[-1][0]) for row in lines]


def _outside(
    found: Sequence[tuple[Row, ...]], tables: Iterable[tuple[int, list[list[RowCell]]]]
) -> Iterator[tuple[int, list[list[RowCell]]]]:
    """HTML tables, except those in a cell of a pipe table: they are part of what the cell says."""
    for offset, lines in tables:
        if not any(table[0][0] <= offset < table[-1][1] for table in found):
            yield offset, lines


def _fitted(row: list[RowCell], width: int, end: int) -> list[RowCell]:
    """A row with as many cells as the header has (GFM example 204)."""
    return row if len(row) == width else [*row, *[(end, "")] * (width - len(row))][:width]


def _heading(source: Unwrapped, tokens: Sequence[Token], offset: int) -> Heading | None:
    """The last heading above an offset; headings in fences are none."""
    for token in reversed([None, *(token for token in tokens if token.end <= offset)]):
        start = token.end if token else 0
        if heading := last_heading(source, start, offset):
            return heading._replace(anchor=heading.anchor or anchor_slug(heading.text))
        offset = token.start if token else 0
    return None
