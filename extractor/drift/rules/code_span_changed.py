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

from extractor.drift.align import PagePair
from extractor.drift.rule import Check, Deviation
from extractor.drift.signs import lost
from extractor.model.finding import Rule

RULE = Rule(code="DRI330", name="code-span-changed")

_CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Spans that the translation has not; a source with an odd back-tick says nothing."""
    for item in lost(pair, _CODE, key=_key):
        if item.unit.source.text.count("`") % 2:
            continue
        code = item.source.text
        message = f"the code {code} was changed" if item.target else f"the code {code} is gone"
        yield Deviation(message, item.place, item.source.start, code, item.actual, item.replacement)


def _key(code: str) -> str:
    """Blanks in code do not count: pipelines move them."""
    return "".join(code.replace("\u00a0", " ").split()).replace("\\", "")


CHECK = Check(RULE, find)
