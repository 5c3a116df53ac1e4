"""A permission in a cell of a table was changed.

## What it means
The source's cell lists permissions such as `User.Read.All`, and the translation's cell does not
list the same ones. Their order and what stands between them do not count.

## Why it matters
An application that asks for a permission which is not there gets none, and one that asks for
another may get too much.

## Example
    | 应用程序 | 所有用户读写。 |

where the source says `User.ReadWrite.All`.

## Fix
Put the source's list back; `docreplay drift --fix` does.
"""

import re
from collections import Counter
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation, restored
from docreplay.drift.signs import missing_tokens
from docreplay.model.finding import Rule

RULE = Rule(code="DRI322", name="permission-scope-changed")

_SCOPE = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)?(?:\.[A-Z][A-Za-z]+){1,4}")
_SURE = re.compile(
    r"[A-Z](?<![A-Za-z0-9_./#-].)[A-Za-z]+\.(?:Read|Write|Send|Manage|Create|Access)[A-Za-z]*"
    r"(?:\.[A-Z][A-Za-z]+)*"
)
"""What is a permission wherever it stands."""
_BETWEEN = re.compile(r"(?:[\s,;.*`\\]|<br\s*/?>|\band\b|\bor\b)*", re.IGNORECASE)


def find(pair: PagePair) -> Iterator[Deviation]:
    """Cells that are nothing but permissions."""
    for table in pair.cells:
        for cell in table:
            mine, theirs = cell.source, cell.target
            if mine.text == theirs.text or not theirs.text or not _is_list(mine.text):
                continue
            if scopes(mine.text) != scopes(theirs.text):
                yield restored("the permissions listed here were changed", mine, theirs)
    yield from _in_sentences(pair)


def _in_sentences(pair: PagePair) -> Iterator[Deviation]:
    for item in missing_tokens(pair, _SURE):
        if item.unit.kind == "cell" and _is_list(item.unit.source.text):
            continue
        scope = item.source.text
        message = f"the permission `{scope}` was changed"
        yield Deviation(
            message, item.place, item.source.start, scope, item.actual, item.replacement
        )


def scopes(text: str) -> Counter[str]:
    """The permissions of a cell."""
    return Counter(_SCOPE.findall(text))


def _is_list(text: str) -> bool:
    return bool(_SCOPE.search(text)) and bool(_BETWEEN.fullmatch(_SCOPE.sub("", text)))


CHECK = Check(RULE, find)
