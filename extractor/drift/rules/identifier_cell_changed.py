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
from collections.abc import Iterator

from extractor.drift.align import Cell, PagePair
from extractor.drift.fold import folded
from extractor.drift.rule import Check, Deviation, restored
from extractor.model.finding import Rule

RULE = Rule(code="DRI320", name="identifier-cell-changed")

_HEADERS = re.compile(
    r"property|properties|name|parameters?|headers?|members?|values?|field|attribute|relationship"
    r"|function|argument|key|enum|operator"
)
_WORD = re.compile(r"[@$]?[A-Za-z][A-Za-z0-9_]*(?:[.:/-][A-Za-z0-9_]+)*")
_NAME_LIKE = re.compile(r"[a-z][A-Za-z0-9]*[A-Z]|[@$_.:]|[A-Za-z]-[A-Z]")
_MARKS = re.compile(r"^(?:\*\*|`|\[)+|(?:\*\*|`)+$|\]\([^)]*\)$")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Cells of first columns whose name is not that of the source."""
    for table in pair.cells:
        for cell in table:
            if cell.row and cell.column == 0 and cell.source.text != cell.target.text:
                yield from _judged(cell)


def _judged(cell: Cell) -> Iterator[Deviation]:
    name = _bare(cell.source.text)
    if not _WORD.fullmatch(name) or _bare(cell.target.text) == name or not _is_name(cell, name):
        return
    if cell.target.text:
        yield restored(f"the name `{name}` was changed", cell.source, cell.target)


def _is_name(cell: Cell, name: str) -> bool:
    headed = folded(cell.header).strip("*` ").lower()
    if headed.endswith("type"):
        return False  # what a language calls its types is for its style guide to say
    if cell.source.text.startswith("`") or _NAME_LIKE.search(name):
        return True
    return _HEADERS.fullmatch(headed) is not None


def _bare(text: str) -> str:
    """The cell without emphasis, back-ticks and link."""
    return folded(_MARKS.sub("", _MARKS.sub("", text)))


CHECK = Check(RULE, find)
