"""A name in the first column of a table was translated or otherwise changed.

## What it means
The source's table has the name of a property, header, parameter or member there, and the
translation's table has a different one. A word is a name if it is back-ticked or written like a
name (`displayName`, `@odata.id`, `If-Match`); below a header such as Property, Parameter, Name or
Member any single word is.

## Why it matters
Readers copy the name into a request, and the service does not know it.

## Example
    | 承諾 | application/json |

where the source says `Accept`.

## Fix
Restore the name of the source; `docreplay drift --fix` does. Back-ticks around the name in the
source protect it from translation.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import CellPair, PagePair
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, DriftCheck, changed
from docreplay.model.finding import Rule

RULE = Rule(code="DRI320", name="identifier-cell-changed")

_HEADERS = re.compile(
    r"(?:propert(?:y|ies)|parameters?|headers?|members?|fields?|attributes?|relationships?"
    r"|functions?|arguments?|keys?|enums?|operators?)(?: names?)?|names?|values?",
    re.IGNORECASE,
)
"""Headers of columns of names."""
_VALUES_OF = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]* values?")
"""Headers such as `displayAs value`."""
_NOT_NAMES = re.compile(r"(?:.*type|methods?)", re.IGNORECASE)
"""Headers of types, whose translation is a matter of style, and of methods, which are links."""
_WORD = re.compile(r"[@$]?[A-Za-z][A-Za-z0-9_]*(?:[.:/-][A-Za-z0-9_]+)*")
_NAME_LIKE = re.compile(r"[a-z][0-9]*[A-Z]|[@$_.:]|[A-Za-z]-[A-Z]")
_PHRASE = re.compile(r"[*\[]*[A-Z][A-Za-z]*(?: [A-Za-z]+)+\b.*")
_MARKS = re.compile(r"^(?:\*\*|`|\[)+|(?:\*\*|`)+$|\]\([^)]*\)$")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield cells of first columns whose name differs from the source."""
    for table in pair.cells:
        first = [cell for cell in table if cell.row and cell.column == 0]
        for cell in first:
            name = _bare(cell.source.text)
            if cell.source.text == cell.target.text or _bare(cell.target.text) == name:
                continue
            if _WORD.fullmatch(name) and cell.target.text and _is_name(cell, name, first):
                yield changed(f"name `{name}`", cell.source, cell.target)


def _is_name(cell: CellPair, name: str, column: Sequence[CellPair]) -> bool:
    headed = words(cell.header).strip("*` ")
    if _NOT_NAMES.fullmatch(headed):
        return False
    if cell.source.text.startswith("`") or _NAME_LIKE.search(name):
        return True
    if headed.lower() == "name" and any(_PHRASE.fullmatch(each.source.text) for each in column):
        return False  # a phrase shows that the column has names for people, not identifiers
    return bool(_HEADERS.fullmatch(headed) or _VALUES_OF.fullmatch(headed))


def _bare(text: str) -> str:
    """Return the text of a cell without emphasis, back-ticks and link."""
    return words(_MARKS.sub("", _MARKS.sub("", text)))


CHECK = DriftCheck(RULE, find)
