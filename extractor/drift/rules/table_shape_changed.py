"""A table has other rows or columns than in the source.

## What it means
The number of rows or columns differs, or a table is missing or was divided. The cells of such a
table are not compared.

## Why it matters
Rows that are gone are parameters that readers do not learn of, and a row that has fallen apart is
read against the wrong header.

## Example
    | 名称 | 说明 |

where the source's table has three columns.

## Fix
Compare the table with the source's and give it the same rows and columns.
"""

from collections.abc import Iterator, Sequence, Set
from difflib import SequenceMatcher

from extractor.drift.align import PagePair, Section, alike, gap
from extractor.drift.rule import Check, Deviation
from extractor.model.finding import Rule
from extractor.model.outline import Grid, Outline, Part

RULE = Rule(code="DRI304", name="table-shape-changed")

Row = tuple[str, ...]


def find(pair: PagePair) -> Iterator[Deviation]:
    """Tables of another shape, rows of another length, sections with fewer or more tables."""
    for mine, theirs in pair.sections:
        expected, actual = len(mine.grids), len(theirs.grids)
        if expected != actual:
            origin = _unlike(mine, theirs)
            at = gap(mine, theirs, origin)
            message = f"this section has {actual} tables, the source's has {expected}"
            yield Deviation(message, Part("", at, at), origin, str(expected), str(actual))
    for source, target in pair.grids:
        yield from _of_table(pair.target, source, target)


def _unlike(mine: Section, theirs: Section) -> int:
    """Where the first table of the source stands that has other columns than its counterpart."""
    for source, target in zip(mine.grids, theirs.grids, strict=False):
        if len(source.rows[0]) != len(target.rows[0]):
            return source.start
    if len(mine.grids) > len(theirs.grids):
        return mine.grids[len(theirs.grids)].start
    return mine.title.start if mine.title else 0


def _of_table(page: Outline, source: Grid, target: Grid) -> Iterator[Deviation]:
    if not alike(source, target):
        message = f"this table has {_shape(target)}, the source's has {_shape(source)}"
        origin, at = _parting(page, source, target)
        yield _deviation(message, origin, at, (_shape(source), _shape(target)))
        return
    for mine, theirs in zip(source.rows, target.rows, strict=True):
        if len(mine) != len(theirs) and theirs:
            message = f"this row has {len(theirs)} cells, the source's has {len(mine)}"
            lengths = (str(len(mine)), str(len(theirs)))
            origin = mine[0].start if mine else source.start
            yield _deviation(message, origin, theirs[0].start, lengths)


def _parting(page: Outline, source: Grid, target: Grid) -> tuple[int, int]:
    """Where the two tables part: the first rows that cannot answer each other.

    A bilingual page says what each row translates; on others, only cells that stay the same tell.
    """
    mine: list[Row] = [tuple(_letters(cell.text) for cell in row) for row in source.rows]
    theirs: list[Row] = [tuple(_translated(page, cell) for cell in row) for row in target.rows]
    known = {cell for row in mine for cell in row} & {cell for row in theirs for cell in row}
    ours, others = _only(mine, known), _only(theirs, known)
    for tag, low, _, start, _ in SequenceMatcher(None, ours, others, False).get_opcodes():
        if tag != "equal":
            return _start(source, low), _start(target, start)
    return source.start, target.start


def _only(rows: Sequence[Row], known: Set[str]) -> list[Row]:
    return [tuple(cell for cell in row if cell in known) for row in rows]


def _translated(page: Outline, cell: Part) -> str:
    return _letters("".join(source for source, _ in page.translated(cell)) or cell.text)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _start(grid: Grid, row: int) -> int:
    """Where a row starts, or the table ends."""
    return grid.rows[row][0].start if row < len(grid.rows) and grid.rows[row] else grid.end


def _deviation(message: str, origin: int, at: int, values: tuple[str, str]) -> Deviation:
    return Deviation(message, Part("", at, at), origin, *values)


def _shape(grid: Grid) -> str:
    return f"{len(grid.rows)} rows and {len(grid.rows[0])} columns"


CHECK = Check(RULE, find)
