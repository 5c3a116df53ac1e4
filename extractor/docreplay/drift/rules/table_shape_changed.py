"""The rows or columns of a table differ from the source.

## What it means
The number of rows or columns differs, or a table is missing or was divided. The cells of such a
table are not compared, unless a line break or a blank line divided rows whose lines can be joined.

## Why it matters
Readers miss the parameters in missing rows, and read the cells of a divided row below the wrong
headers.

## What it leaves alone
Widths and alignments of columns, missing edge pipes, and rows that the source's table divides in
the same way.

    Name | Beschreibung
    :--- | :---

where the source has pipes at the edges.

## Example
    | 名称 | 说明 |

where the source's table has three columns.

## Fix
Compare the table with the source, and restore its rows and columns; `docreplay drift --fix` joins
the lines of split rows and tables. A last pipe is joined by `--fix=unsafe`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from docreplay.drift.align import PagePair, insertion_offset, same_shape
from docreplay.drift.divided_tables import joined_behind_blanks
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.drift.sections import Section
from docreplay.drift.sequence import AlignmentStep, cheapest_steps
from docreplay.drift.split_rows import joined, line_breaks
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Markup, Span, Table

RULE = Rule(code="DRI304", name="table-shape-changed")

_BREAKS = {
    (" ", False): ("row is split by a line break", "one line", "two lines"),
    (" ", True): ("row is split by a blank line", "one line", "two lines"),
    ("\n", True): ("table is divided by a blank line", "one table", "two parts"),
}
"""Messages by the text that belongs there, and whether a blank line is."""
_WORD = re.compile(r"[A-Za-z0-9_]{2,}")
_BASE_SIMILARITY, _JOIN_COST = 0.05, 0.1
"""Similarity of two rows without a common word, and cost of joining two rows."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield sections, tables and rows with a different number of tables, rows or cells."""
    for source_section, target_section in pair.sections:
        expected, actual = len(source_section.tables), len(target_section.tables)
        if expected != actual:
            origin = _first_different_table(source_section, target_section)
            at = insertion_offset(source_section, target_section, origin)
            message = f"section has {actual} tables (source: {expected})"
            yield Deviation(message, Span("", at, at), origin, str(expected), str(actual))
    for source, target in pair.tables:
        yield from _of_table(pair.target, source, target)


def _first_different_table(source_section: Section, target_section: Section) -> int:
    """Return the offset of the source's first table whose columns differ from its counterpart."""
    for source, target in zip(source_section.tables, target_section.tables, strict=False):
        if len(source.rows[0]) != len(target.rows[0]):
            return source.start
    if len(source_section.tables) > len(target_section.tables):
        return source_section.tables[len(target_section.tables)].start
    return source_section.heading.start if source_section.heading else 0


def _of_table(page: Markup, source: Table, target: Table) -> Iterator[Deviation]:
    breaks = [(place, " ") for place in line_breaks(page, source, target)]
    breaks += joined_behind_blanks(page, source, target).gaps
    for place, text in breaks:
        message, expected, actual = _BREAKS[text, "\n\n" in place.text]
        found = Deviation(message, place, source.start, expected, actual, text)
        is_last_pipe = "\n\n" not in place.text and page.text[place.end] == "|"
        yield found._replace(safety="unsafe") if is_last_pipe else found
    if not breaks and not same_shape(source, target):
        message = f"table has {_shape(target)} (source: {_shape(source)})"
        origin, at = _first_difference(page, source, target)
        yield _deviation(message, origin, at, (_shape(source), _shape(target)))
        return
    rows = joined(page, source, joined_behind_blanks(page, source, target).table).rows
    for source_row, target_row in zip(source.rows, rows, strict=False):
        if len(source_row) != len(target_row) and target_row:
            message = f"row has {len(target_row)} cells (source: {len(source_row)})"
            lengths = (str(len(source_row)), str(len(target_row)))
            origin = source_row[0].start if source_row else source.start
            yield _deviation(message, origin, target_row[0].start, lengths)


def _first_difference(page: Markup, source: Table, target: Table) -> tuple[int, int]:
    """Return the offsets of the first row with no or several counterparts, in both tables.

    Rows are matched by their source texts on a bilingual page, on others by words that stay equal.
    """
    source_rows = [_words(cell.text for cell in row) for row in source.rows]
    target_rows = [_words(_texts(page, row)) for row in target.rows]

    def cost(step: AlignmentStep) -> float:
        one, other = source_rows[slice(*step.source)], target_rows[slice(*step.target)]
        if not one or not other:
            return 0.0
        joined = _JOIN_COST if len(one) != len(other) else 0.0
        words = frozenset().union(*one), frozenset().union(*other)
        return joined - _BASE_SIMILARITY - _similarity(*words)

    for (low, high), (start, end) in cheapest_steps(len(source_rows), len(target_rows), cost):
        if (high - low, end - start) != (1, 1):
            return _start(source, low), _start(target, start)
    return source.start, target.start


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _texts(page: Markup, row: Sequence[Span]) -> Iterator[str]:
    for cell in row:
        yield cell.text
        yield from (source for source, _ in page.translated(cell))


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common words, from 0 to 1."""
    return len(one & other) / max(1, len(one | other))


def _start(table: Table, row: int) -> int:
    """Return the offset of a row, or the end of the table."""
    return table.rows[row][0].start if row < len(table.rows) and table.rows[row] else table.end


def _deviation(message: str, origin: int, at: int, values: tuple[str, str]) -> Deviation:
    return Deviation(message, Span("", at, at), origin, *values)


def _shape(table: Table) -> str:
    return f"{len(table.rows)} rows and {len(table.rows[0])} columns"


CHECK = DriftCheck(RULE, find)
