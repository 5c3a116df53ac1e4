"""A name in the first column of a table was translated or otherwise changed.

## What it means
The source's table names a property, header, parameter or member there, and the translation's
table names another. It counts as a name where it is back-ticked or written as names are
(`displayName`, `@odata.id`, `If-Match`), and any single word below a header such as Property,
Parameter, Name or Member.

## Why it matters
Readers copy the name into a request, and the service does not know it.

## Example
    | 承諾 | application/json |

where the source says `Accept`.

## Fix
Put the source's name back; `docreplay drift --fix` does. Back-ticks around the name in the source
keep translators away from it.
"""

import re
from collections.abc import Iterator, Sequence

from docreplay.drift.align import Cell, PagePair
from docreplay.drift.normalize import words
from docreplay.drift.rule import Check, Deviation, restored
from docreplay.model.finding import Rule

RULE = Rule(code="DRI320", name="identifier-cell-changed")

_HEADERS = re.compile(
    r"(?:propert(?:y|ies)|parameters?|headers?|members?|fields?|attributes?|relationships?"
    r"|functions?|arguments?|keys?|enums?|operators?)(?: names?)?|names?|values?",
    re.IGNORECASE,
)
"""What a column of names is headed by; `displayAs value` is one as well, by its first word."""
_VALUES_OF = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]* values?")
_NO_NAMES = re.compile(r"(?:.*type|methods?)", re.IGNORECASE)
"""What a language calls its types is for its style guide to say, and methods are link texts."""
_WORD = re.compile(r"[@$]?[A-Za-z][A-Za-z0-9_]*(?:[.:/-][A-Za-z0-9_]+)*")
_NAME_LIKE = re.compile(r"[a-z][A-Za-z0-9]*[A-Z]|[@$_.:]|[A-Za-z]-[A-Z]")
_PHRASE = re.compile(r"[*\[]*[A-Z][A-Za-z]*(?: [A-Za-z]+)+\b.*")
_MARKS = re.compile(r"^(?:\*\*|`|\[)+|(?:\*\*|`)+$|\]\([^)]*\)$")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Cells of first columns whose name is not that of the source."""
    for table in pair.cells:
        first = [cell for cell in table if cell.row and cell.column == 0]
        for cell in first:
            name = _bare(cell.source.text)
            if cell.source.text == cell.target.text or _bare(cell.target.text) == name:
                continue
            if _WORD.fullmatch(name) and cell.target.text and _is_name(cell, name, first):
                yield restored(f"the name `{name}` was changed", cell.source, cell.target)


def _is_name(cell: Cell, name: str, column: Sequence[Cell]) -> bool:
    headed = words(cell.header).strip("*` ")
    if _NO_NAMES.fullmatch(headed):
        return False
    if cell.source.text.startswith("`") or _NAME_LIKE.search(name):
        return True
    if headed.lower() == "name" and any(_PHRASE.fullmatch(each.source.text) for each in column):
        return False  # a phrase among them shows that it lists what people call things
    return bool(_HEADERS.fullmatch(headed) or _VALUES_OF.fullmatch(headed))


def _bare(text: str) -> str:
    """The cell without emphasis, back-ticks and link."""
    return words(_MARKS.sub("", _MARKS.sub("", text)))


CHECK = Check(RULE, find)
