"""A number that fills a cell of a table was changed.

## What it means
The source's cell is a number, a size or a version, and the translation's cell is something else.

## Why it matters
Values of enumerations, limits and error codes are taken from such cells; another number is another
value, and readers cannot see that it is wrong.

## Example
    | 4 | 双面打印 |

where the source says `3`.

## Fix
Put the source's number back; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import is_damaged
from docreplay.drift.rule import Check, Deviation, restored
from docreplay.model.finding import Rule

RULE = Rule(code="DRI321", name="numeric-cell-changed")

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*%?|v?\d+(?:\.\d+)+|0x[0-9A-Fa-f]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Cells that are nothing but a number; separators of thousands count as well."""
    for table in pair.cells:
        for cell in table:
            mine, theirs = cell.source, cell.target
            if not theirs.text or not _NUMBER.fullmatch(mine.text):
                continue
            if is_damaged(mine.text, theirs.text):
                yield restored(f"the number {mine.text} was changed", mine, theirs)


CHECK = Check(RULE, find)
