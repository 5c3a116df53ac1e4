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

import re
from collections.abc import Iterable, Iterator, Sequence

from docreplay.drift.align import PagePair, Section, alike, gap
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.sequence import Step, cheapest
from docreplay.model.finding import Rule
from docreplay.model.markup import Markup, Span, Table

RULE = Rule(code="DRI304", name="table-shape-changed")

_WORD = re.compile(r"[A-Za-z0-9_]{2,}")
_ALIKE, _JOINED = 0.05, 0.1
"""What two rows have in common that share no word, and how much better two must be as one."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Tables of another shape, rows of another length, sections with fewer or more tables."""
    for mine, theirs in pair.sections:
        expected, actual = len(mine.tables), len(theirs.tables)
        if expected != actual:
            origin = _unlike(mine, theirs)
            at = gap(mine, theirs, origin)
            message = f"this section has {actual} tables, the source's has {expected}"
            yield Deviation(message, Span("", at, at), origin, str(expected), str(actual))
    for source, target in pair.tables:
        yield from _of_table(pair.target, source, target)


def _unlike(mine: Section, theirs: Section) -> int:
    """Where the first table of the source stands that has other columns than its counterpart."""
    for source, target in zip(mine.tables, theirs.tables, strict=False):
        if len(source.rows[0]) != len(target.rows[0]):
            return source.start
    if len(mine.tables) > len(theirs.tables):
        return mine.tables[len(theirs.tables)].start
    return mine.heading.start if mine.heading else 0


def _of_table(page: Markup, source: Table, target: Table) -> Iterator[Deviation]:
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


def _parting(page: Markup, source: Table, target: Table) -> tuple[int, int]:
    """Where the two tables part: the first row that nothing answers, or that answers two.

    A bilingual page says what each row translates; on others, only words that stay the same tell.
    """
    mine = [_words(cell.text for cell in row) for row in source.rows]
    theirs = [_words(_told(page, row)) for row in target.rows]

    def cost(step: Step) -> float:
        one, other = mine[slice(*step.source)], theirs[slice(*step.target)]
        if not one or not other:
            return 0.0
        joined = _JOINED if len(one) != len(other) else 0.0
        return joined - _ALIKE - _likeness(frozenset().union(*one), frozenset().union(*other))

    for (low, high), (start, end) in cheapest(len(mine), len(theirs), cost):
        if (high - low, end - start) != (1, 1):
            return _start(source, low), _start(target, start)
    return source.start, target.start


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _told(page: Markup, row: Sequence[Span]) -> Iterator[str]:
    for cell in row:
        yield cell.text
        yield from (source for source, _ in page.translated(cell))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 for no word in common to 1 for no other words."""
    return len(one & other) / max(1, len(one | other))


def _start(table: Table, row: int) -> int:
    """Where a row starts, or the table ends."""
    return table.rows[row][0].start if row < len(table.rows) and table.rows[row] else table.end


def _deviation(message: str, origin: int, at: int, values: tuple[str, str]) -> Deviation:
    return Deviation(message, Span("", at, at), origin, *values)


def _shape(table: Table) -> str:
    return f"{len(table.rows)} rows and {len(table.rows[0])} columns"


CHECK = Check(RULE, find)
