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
        yield _deviation(message, source.start, target.start, (_shape(source), _shape(target)))
        return
    for mine, theirs in zip(source.rows, target.rows, strict=True):
        if len(mine) != len(theirs) and theirs:
            message = f"this row has {len(theirs)} cells, the source's has {len(mine)}"
            lengths = (str(len(mine)), str(len(theirs)))
            origin = mine[0].start if mine else source.start
            yield _deviation(message, origin, theirs[0].start, lengths)


def _deviation(message: str, origin: int, at: int, values: tuple[str, str]) -> Deviation:
    return Deviation(message, Part("", at, at), origin, *values)


def _shape(grid: Grid) -> str:
    return f"{len(grid.rows)} rows and {len(grid.rows[0])} columns"


CHECK = Check(RULE, find)
