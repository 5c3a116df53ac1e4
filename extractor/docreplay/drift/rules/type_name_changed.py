"""The name of a primitive type was translated. Off unless it is asked for.

## What it means
A cell says `String`, `Boolean` or another primitive type in the source, and a word of the language
in the translation. Many style guides want that, so nothing is said unless the rule is named in
`select` or `severity`.

## Why it matters
Where types are not to be translated, readers look for a type of that name.

## Example
    | displayName | Zeichenfolge | Der Name. |

## Fix
Put the source's word back; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair, alike
from docreplay.drift.normalize import words
from docreplay.drift.rule import Check, Deviation, restored
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import Span

Row = tuple[Span, ...]

RULE = Rule(code="DRI328", name="type-name-changed", severity=Severity.NOTE, is_policy=True)

_TYPE = re.compile(
    r"(?:Edm\.)?(?:String|Boolean|Int(?:16|32|64)|Integer|Double|Single|Float|Decimal|Number|Binary"
    r"|Stream|Guid|Date|DateTime(?:Offset)?|TimeOfDay|Duration|Byte|Object)(?: collection)?"
    r"|(?:string|boolean|integer|number|object)"
)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Cells that are a type and nothing else, below a header that says so.

    The first column names what a row is about, and is another rule's.
    """
    for source, target in pair.tables:
        headers = enumerate(source.rows[0][1:], 1)
        columns = [at for at, cell in headers if "type" in cell.text.lower()]
        if columns and alike(source, target):
            for mine, theirs in zip(source.rows[1:], target.rows[1:], strict=True):
                if len(mine) == len(theirs):
                    yield from _of_row(mine, theirs, columns)


def _of_row(mine: Row, theirs: Row, columns: list[int]) -> Iterator[Deviation]:
    for at in (at for at in columns if at < len(mine)):
        name = words(mine[at].text)
        if theirs[at].text and words(theirs[at].text) != name and _TYPE.fullmatch(name):
            yield restored(f"the type {name} was translated", mine[at], theirs[at])


CHECK = Check(RULE, find)
