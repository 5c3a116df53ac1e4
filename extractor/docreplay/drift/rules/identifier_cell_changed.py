"""A name in the first column of a table was translated or otherwise changed.

## What it means
The source's table has the name of a property, header, parameter or member there, and the
translation's table has a different one. A word is a name if it is back-ticked or written like a
name (`displayName`, `@odata.id`, `If-Match`); below a header such as Property, Parameter, Name or
Member any single word is, below any other that ends in `name` a word in lower case is if the column
has no phrase, and a header with its value is (`Prefer: odata.maxpagesize`). In a column of single
words of which one has a capital inside (`Available`, `InDevelopment`) all are, but for types.
If only the capitals differ, it is a note.

## Why it matters
Readers copy the name into a request, and the service does not know it.

## What it leaves alone
Links and emphasis around the name, tables whose first columns have phrases, empty cells, and rows
that have only a title of the rows below them.

    | **displayName** | Der Name. |

where the source says `displayName` without asterisks.

## Example
    | 承諾 | application/json |

where the source says `Accept`.

## Fix
Restore the name of the source; `docreplay drift --fix` does. Back-ticks around the name in the
source protect it from translation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docreplay.drift.align import CellPair, PagePair
from docreplay.drift.names import bare, has_phrases, is_group_title, is_name, is_style
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, DriftCheck, changed
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

RULE = Rule(code="DRI320", name="identifier-cell-changed")

_WORD = re.compile(r"[@$]?[A-Za-z][A-Za-z0-9_]*(?:[.:/-][A-Za-z0-9_]+)*")
_SINGLE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*)[ \t]*:[ \t]+(\S+)")
"""A header with its value, both to be sent as they are."""
_ANY_FIELD = re.compile(
    r"(?<![^\s:：|`*])([^\s:：|`*]++(?: [^\s:：|`*]++){0,4})[ \t\u00a0]*[:：][ \t\u00a0]*(\S+)"
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield cells of first columns whose name differs from the source."""
    for table in pair.cells:
        first = [cell for cell in table if cell.row and cell.column == 0]
        differing = list(_differing(first))
        if not differing:
            continue
        phrases = has_phrases(cell.source.text for cell in first)
        enumerates = _is_enumeration([bare(cell.source.text) for cell in first])
        others, columns = _other_cells(table)
        for cell, name in differing:
            text, header = cell.source.text, cell.header
            if is_group_title(text, others[cell.row], columns):
                continue
            if not cell.target.text or not (
                is_name(name, text, header, has_phrases=phrases)
                or (enumerates and not is_style(header))
            ):
                continue
            if _WORD.fullmatch(name):
                yield _of_name(cell, name)
            elif field := _FIELD.fullmatch(name):
                yield from _of_field(cell, field)


def _of_name(cell: CellPair, name: str) -> Deviation:
    """Return the deviation of a name: a note if only its capitals differ."""
    found = changed(f"name `{name}`", cell.source, cell.target)
    if bare(cell.target.text).lower() != name.lower():
        return found
    message = f"capitals of name `{name}` were changed"
    return found._replace(message=message, severity=Severity.NOTE)


def _is_enumeration(names: Sequence[str]) -> bool:
    """Return True if a column has only single words, of which one has a capital inside."""
    is_single = all(_SINGLE.fullmatch(name) for name in names if name)
    return is_single and any(map(_CAPITAL_INSIDE.search, names))


def _differing(cells: Iterable[CellPair]) -> Iterator[tuple[CellPair, str]]:
    """Yield the cells whose name differs from that of the source, with the latter."""
    for cell in cells:
        if cell.source.text != cell.target.text:
            name = bare(cell.source.text)
            if bare(cell.target.text) != name:
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
