"""A number in a table cell was changed.

## What it means
The source's cell is only a number, a size or a version, and the translation's cell differs. A
version with and without its `v` is the same (`v1.0` and `1.0`).

## Why it matters
Readers take values of enumerations, limits and error codes from such cells, and cannot see that the
number is wrong.

## What it leaves alone
Empty cells, numbers with words beside them (DRI357 looks at these), and the `v` of a version.

    | 1.0 |

where the source says `v1.0`.

## Example
    | 4 | 双面打印 |

where the source says `3`.

## Fix
Restore the number of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import is_damaged, is_same_version
from docreplay.drift.rule import Deviation, DriftCheck, changed
from docreplay.model.finding import Rule

RULE = Rule(code="DRI321", name="numeric-cell-changed")

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*%?|v?\d+(?:\.\d+)+|0x[0-9A-Fa-f]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield cells with only a number that differs, also in separators of thousands."""
    for table in pair.cells:
        for cell in table:
            source, target = cell.source, cell.target
            if not target.text or not _NUMBER.fullmatch(source.text):
                continue
            if is_damaged(source.text, target.text) and not is_same_version(
                source.text, target.text
            ):
                yield changed(f"number {source.text}", source, target)


CHECK = DriftCheck(RULE, find)
