"""A name in the first column of a table was translated or otherwise changed.

## What it means
The source's table has the name of a property, header, parameter or member there, and the
translation's table has a different one. A word is a name if it is back-ticked or written like a
name (`displayName`, `@odata.id`, `If-Match`); below a header such as Property, Parameter, Name or
Member any single word is, below any other that ends in `name` a word in lower case is if the column
has no phrase, and a header with its value is (`Prefer: odata.maxpagesize`). In a column of single
words of which one has a capital inside (`Available`, `InDevelopment`) all are. A single word is a
warning if it is a string in the page's code, if the translation keeps most of its column, or in
lower case below a header such as Setting, State or Code without phrases; so is a type in a column
of which the translation keeps a name (`DateTime`). If only the capitals differ, it is a note.

## Why it matters
Readers copy the name into a request, and the service does not know it.

## What it leaves alone
Links and emphasis around the name, tables whose first columns have phrases, empty cells, rows that
have only a title of the rows below them, and types where the translation has words for all.

    | **displayName** | Der Name. |

where the source says `displayName` without asterisks.

## Example
    | 承諾 | application/json |

where the source says `Accept`.

## Fix
Restore the name of the source; `docreplay drift --fix` does for errors. Back-ticks around the name
in the source protect it from translation.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from docreplay.drift.align import CellPair, PagePair
from docreplay.drift.names import (
    bare,
    has_phrases,
    is_enumeration,
    is_group_title,
    is_name,
    is_style,
    values_of,
)
from docreplay.drift.normalize import is_same_version, words
from docreplay.drift.rule import Deviation, DriftCheck, changed
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI320", name="identifier-cell-changed")

_WORD = re.compile(r"[@$]?[A-Za-z][A-Za-z0-9_]*(?:[.:/-][A-Za-z0-9_]+)*")
_SINGLE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_HEADER = re.compile(
    r"(?i:settings?|options?|variables?|flags?|claims?|columns?|events?|codes?|scopes?|states?"
    r"|status(?:es)?|modes?|roles?)"
)
"""Headers of columns without phrases in which words in lower case are names."""
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*)[ \t]*:[ \t]+(\S+)")
"""A header with its value, both to be sent as they are."""
_ANY_FIELD = re.compile(
    r"(?<![^\s:：|`*])([^\s:：|`*]++(?: [^\s:：|`*]++){0,4})[ \t\u00a0]*[:：][ \t\u00a0]*(\S+)"
)


class _Column:
    """The first column of a table with its translation; what is asked of it is found once."""

    def __init__(self, cells: Sequence[CellPair]) -> None:
        self.cells = cells
        self._names = [bare(cell.source.text) for cell in cells]

    @cached_property
    def has_phrases(self) -> bool:
        """Whether a cell is a phrase."""
        return has_phrases(cell.source.text for cell in self.cells)

    @cached_property
    def enumerates(self) -> bool:
        """Whether it has only single words, of which one has a capital inside."""
        return is_enumeration(self._names)

    @cached_property
    def keeps_name(self) -> bool:
        """Whether the translation keeps a word that has a capital inside."""
        return any(map(_CAPITAL_INSIDE.search, self._kept))

    @cached_property
    def keeps_most(self) -> bool:
        """Whether it has only single words, and the translation keeps more than half of them."""
        is_single = all(map(_SINGLE.fullmatch, self._names))
        return is_single and 2 * len(self._kept) > len(self.cells)

    @cached_property
    def _kept(self) -> list[str]:
        return [cell.source.text for cell in self.cells if cell.source.text == cell.target.text]


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield cells of first columns whose name differs from the source."""
    values: frozenset[str] | None = None
    for table in pair.cells:
        column = _Column([cell for cell in table if cell.row and cell.column == 0])
        differing = list(_differing(column.cells))
        if not differing:
            continue
        values = values_of(pair.source) if values is None else values
        others, columns = _other_cells(table)
        for cell, name in differing:
            text = cell.source.text
            if cell.target.text and not is_group_title(text, others[cell.row], columns):
                yield from _of_cell(column, cell, name, values)


def _of_cell(
    column: _Column, cell: CellPair, name: str, values: Collection[str]
) -> Iterator[Deviation]:
    if not is_name(name, cell.source.text, cell.header, has_phrases=column.has_phrases):
        if severity := _of_value(column, cell, name, values):
            yield _of_name(cell, name, severity)
    elif _WORD.fullmatch(name):
        yield _of_name(cell, name)
    elif field := _FIELD.fullmatch(name):
        yield from _of_field(cell, field)


def _of_name(cell: CellPair, name: str, severity: Severity | None = None) -> Deviation:
    """Return the deviation of a name: a note if only its capitals differ."""
    found = changed(f"name `{name}`", cell.source, cell.target)
    if bare(cell.target.text).lower() != name.lower():
        is_sure = severity is not Severity.WARNING
        return found._replace(severity=severity, safety="safe" if is_sure else "unsafe")
    message = f"capitals of name `{name}` were changed"
    return found._replace(message=message, severity=Severity.NOTE)


def _of_value(
    column: _Column, cell: CellPair, name: str, values: Collection[str]
) -> Severity | None:
    """Return how certain it is that a word is a value, which is kept; None if nothing shows it.

    Types are often translated as a matter of style: then all of the column are, also those with a
    capital inside. The text of a link belongs to other rules.
    """
    if not _SINGLE.fullmatch(name) or "](" in cell.source.text:
        return None
    if is_style(cell.header):
        is_kept = column.keeps_most or (column.enumerates and column.keeps_name)
        return Severity.WARNING if is_kept else None
    if column.enumerates:
        return Severity.ERROR
    is_setting = name.islower() and _HEADER.fullmatch(cell.header) and not column.has_phrases
    is_value = is_setting or name in values or column.keeps_most
    return Severity.WARNING if is_value else None


def _differing(cells: Iterable[CellPair]) -> Iterator[tuple[CellPair, str]]:
    """Yield the cells whose name differs from that of the source, with the latter."""
    for cell in cells:
        if cell.source.text != cell.target.text:
            name = bare(cell.source.text)
            there = bare(cell.target.text)
            if there != name and not is_same_version(name, there):
                yield cell, name


def _other_cells(table: Sequence[CellPair]) -> tuple[Mapping[int, list[str]], int]:
    """Return the source's cells behind the first one, by row, and the number of columns."""
    others: defaultdict[int, list[str]] = defaultdict(list)
    for cell in table:
        if cell.column:
            others[cell.row].append(cell.source.text)
    return others, max((cell.column for cell in table), default=0) + 1


def _of_field(cell: CellPair, field: re.Match[str]) -> Iterator[Deviation]:
    """Yield the deviation of a header with its value: of the name alone if the value is equal."""
    name = f"name `{field[1]}`"
    found = _ANY_FIELD.search(cell.target.text)
    if found and found[1] != field[1]:
        start, end = found.span(1)
        restored = cell.target.text[:start] + field[1] + cell.target.text[end:]
        if words(restored) == words(cell.source.text):
            place = Span(found[1], cell.target.start + start, cell.target.start + end)
            yield changed(name, cell.source._replace(text=field[1]), place)
            return
    yield changed(name, cell.source, cell.target)


CHECK = DriftCheck(RULE, find)
