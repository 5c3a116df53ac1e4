"""The mark of a note, warning or include was changed.

## What it means
The source's text has a mark such as `[!NOTE]` or `[!INCLUDE`, and the translation's text has not.

## Why it matters
Publishing knows the mark by its English name; a translated one is printed as it is, and a broken
include leaves its text out.

## Example
    > [!注意]

## Fix
Put the source's mark back; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import missing_tokens
from docreplay.model.finding import Rule

RULE = Rule(code="DRI315", name="alert-type-changed")

_MARK = re.compile(
    r"\[!(?:INCLUDE(?= ?\[)|(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING)\])", re.IGNORECASE
)
_ANY_MARK = re.compile(r"\[[!！](?:[^\]\[\s]{1,30}(?= ?\[)|[^\]\[\n]{1,30}\])")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Marks that the translation has not; capitals do not count."""
    for item in missing_tokens(pair, _MARK, candidates=_ANY_MARK, key=str.upper):
        mark = item.source.text
        message = f"the mark `{mark}` was changed"
        yield Deviation(message, item.place, item.source.start, mark, item.actual, item.replacement)


CHECK = Check(RULE, find)
