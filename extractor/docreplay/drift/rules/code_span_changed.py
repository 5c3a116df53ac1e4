"""A code span in a sentence was changed or removed.

## What it means
The source has a code span that the translation does not have.

## Why it matters
Readers type what is in back-ticks literally.

## What it leaves alone
Blanks inside of the back-ticks, backslashes that are not the last character, the order of the
spans, spans that only the translation has, and sentences whose source has an odd number of
back-ticks.

    Verwenden Sie `name` oder `id`.

where the source says ``Use `id` or `name` ``.

## Example
    返回 `200正常` 响应代码

where the source says `200 OK`.

## Fix
Restore the code of the source; `docreplay drift --fix` does if exactly one span replaced it.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from docreplay.drift.align import PagePair
from docreplay.drift.missing_tokens import MissingToken, missing_tokens
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule

RULE = Rule(code="DRI330", name="code-span-changed")

_CODE = re.compile(r"(?<![`\\])(`++)(?:[^\n]|\n(?!\n)){1,2000}?(?<!`)\1(?!`)")
"""A run of back-ticks up to the next one as long (CommonMark §6.1)."""


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield spans that the translation does not have; sources with an odd back-tick are skipped."""
    found = (item for item in missing_tokens(pair, _CODE, key=_key) if not _is_odd(item))
    for _, items in groupby(found, key=lambda item: item.place.start):
        yield _deviation(list(items))


def _is_odd(item: MissingToken) -> bool:
    return item.unit.source.text.count("`") % 2 == 1


def _deviation(items: list[MissingToken]) -> Deviation:
    """Return the deviation of one place: one span that was replaced, or several spans."""
    first = items[0]
    codes = ", ".join(item.source.text for item in items)
    message = f"code {codes} {first.change}"
    return Deviation(
        message, first.place, first.source.start, codes, first.actual, first.replacement
    )


def _key(code: str) -> str:
    """Return the code without blanks, which pipelines move, and backslashes, which they add.

    A backslash before the closing back-tick is kept: it was to escape it, and readers see it.
    """
    text = "".join(code.replace("\u00a0", " ").split())
    end = "\\" if text.rstrip("`").endswith("\\") else ""
    return text.replace("\\", "") + end


CHECK = DriftCheck(RULE, find)
