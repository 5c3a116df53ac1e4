"""Code in a sentence was changed or lost.

## What it means
The source's text holds a code span that the translation's text has not.

## Why it matters
What stands in back-ticks is to be typed as it is.

## Example
    返回 `200正常` 响应代码

where the source says `200 OK`.

## Fix
Put the source's code back; `docreplay drift --fix` does where one span took the place of one.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.drift.signs import MissingToken, missing_tokens
from docreplay.model.finding import Rule

RULE = Rule(code="DRI330", name="code-span-changed")

_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(?:[^\n]|\n(?!\n))+?(?<!`)\1(?!`)")
"""A run of back-ticks up to the next one as long (CommonMark §6.1)."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Spans that the translation has not; a source with an odd back-tick says nothing."""
    found = (item for item in missing_tokens(pair, _CODE, key=_key) if not _is_odd(item))
    for _, items in groupby(found, key=lambda item: item.place.start):
        yield _deviation(list(items))


def _is_odd(item: MissingToken) -> bool:
    return item.unit.source.text.count("`") % 2 == 1


def _deviation(items: list[MissingToken]) -> Deviation:
    """What one stretch lost: a single span that another took the place of, or several."""
    first = items[0]
    codes = ", ".join(item.source.text for item in items)
    what = "was changed" if first.target else "is gone"
    message = f"the code {codes} {what}"
    return Deviation(
        message, first.place, first.source.start, codes, first.actual, first.replacement
    )


def _key(code: str) -> str:
    """Blanks in code do not count: pipelines move them."""
    return "".join(code.replace("\u00a0", " ").split()).replace("\\", "")


CHECK = Check(RULE, find)
