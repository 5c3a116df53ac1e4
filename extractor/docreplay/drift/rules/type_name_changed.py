"""The name of a primitive type was translated. Off by default.

## What it means
A cell contains `String`, `Boolean` or another primitive type in the source, and a word of the
language in the translation. Many style guides require that, so the rule is enabled only if `select`
or `severity` names it.

## Why it matters
If types must not be translated, readers look for a type of that name.

## What it leaves alone
First columns, cells with other words beside the type, and columns whose header does not have the
word type.

    | displayName | Zeichenfolge (optional) |

where the source says `String (optional)`.

## Example
    | displayName | Zeichenfolge | Der Name. |

## Fix
Restore the type of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, same_shape
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, DriftCheck, changed
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Span

Row = tuple[Span, ...]

RULE = Rule(code="DRI328", name="type-name-changed", severity=Severity.NOTE, is_policy=True)

_TYPE = re.compile(
    r"(?:Edm\.)?(?:String|Boolean|Int(?:16|32|64)|Integer|Double|Single|Float|Decimal|Number|Binary"
    r"|Stream|Guid|Date|DateTime(?:Offset)?|TimeOfDay|Duration|Byte|Object)(?: collection)?"
    r"|(?:string|boolean|integer|number|object)"
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield cells with only a type, below a header with the word type.

    First columns are skipped, because a different rule checks them.
    """
    for source, target in pair.whole_tables:
        headers = enumerate(source.rows[0][1:], 1)
        columns = [at for at, cell in headers if "type" in cell.text.lower()]
        if columns and same_shape(source, target):
            for source_row, target_row in zip(source.rows[1:], target.rows[1:], strict=True):
                if len(source_row) == len(target_row):
                    yield from _of_row(source_row, target_row, columns)


def _of_row(source: Row, target: Row, columns: list[int]) -> Iterator[Deviation]:
    for at in (at for at in columns if at < len(source)):
        name = words(source[at].text)
        if target[at].text and words(target[at].text) != name and _TYPE.fullmatch(name):
            yield changed(f"type {name}", source[at], target[at])


CHECK = DriftCheck(RULE, find)
