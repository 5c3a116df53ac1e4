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

from collections.abc import Iterator
from difflib import SequenceMatcher

from extractor.drift.align import PagePair, alike
from extractor.drift.rule import Check, Deviation
from extractor.model.finding import Rule
from extractor.model.outline import Grid, Part

RULE = Rule(code="DRI304", name="table-shape-changed")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Tables of another shape, rows of another length, sections with fewer or more tables."""
    for mine, theirs in pair.sections:
        expected, actual = len(mine.grids), len(theirs.grids)
        if expected != actual:
            at = theirs.title.start if theirs.title else 0
            origin = mine.title.start if mine.title else 0
            message = f"this section has {actual} tables, the source's has {expected}"
            yield Deviation(message, Part("", at, at), origin, str(expected), str(actual))
    for source, target in pair.grids:
        yield from _of_table(source, target)


def _of_table(source: Grid, target: Grid) -> Iterator[Deviation]:
    if not alike(source, target):
        message = f"this table has {_shape(target)}, the source's has {_shape(source)}"
        origin, at = _parting(source, target)
        yield _deviation(message, origin, at, (_shape(source), _shape(target)))
        return
    for mine, theirs in zip(source.rows, target.rows, strict=True):
        if len(mine) != len(theirs) and theirs:
            message = f"this row has {len(theirs)} cells, the source's has {len(mine)}"
            lengths = (str(len(mine)), str(len(theirs)))
            origin = mine[0].start if mine else source.start
            yield _deviation(message, origin, theirs[0].start, lengths)


def _parting(source: Grid, target: Grid) -> tuple[int, int]:
    """Where the two tables part: the first rows whose first cells cannot answer each other."""
    known = {row[0].text for row in target.rows if row} & {
        row[0].text for row in source.rows if row
    }
    mine, theirs = (
        [row[0].text if row and row[0].text in known else "" for row in grid.rows]
        for grid in (source, target)
    )
    for tag, low, _, start, _ in SequenceMatcher(None, mine, theirs, False).get_opcodes():
        if tag != "equal":
            return _start(source, low), _start(target, start)
    return source.start, target.start


def _start(grid: Grid, row: int) -> int:
    """Where a row starts, or the table ends."""
    return grid.rows[row][0].start if row < len(grid.rows) and grid.rows[row] else grid.end


def _deviation(message: str, origin: int, at: int, values: tuple[str, str]) -> Deviation:
    return Deviation(message, Part("", at, at), origin, *values)


def _shape(grid: Grid) -> str:
    return f"{len(grid.rows)} rows and {len(grid.rows[0])} columns"


CHECK = Check(RULE, find)
