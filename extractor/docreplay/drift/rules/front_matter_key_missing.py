"""A key of the front matter is missing, or its value differs from the source.

## What it means
A key that classifies the page, such as `doc_type` or `ms.prod`, is missing or has a different
value. Quotation marks are ignored, and so are title, description, authors and dates.

## Why it matters
Publishing tools classify pages by these keys.

## Example
    doc_type: API页面类型

where the source says `apiPageType`.

## Fix
Restore the value of the source; `docreplay drift --fix` does if the key exists.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup import FrontMatterEntry, Span

RULE = Rule(code="DRI340", name="front-matter-key-missing", severity=Severity.WARNING)

_KEYS = ("doc_type", "ms.prod", "ms.topic", "namespace")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield keys of the source that are missing or have a different value."""
    theirs = {entry.key: entry for entry in pair.target.front_matter}
    at = 0
    for mine in pair.source.front_matter:
        known = theirs.get(mine.key)
        at = known.value.end if known else at
        if mine.key in _KEYS and mine.content:
            yield from _compared(mine, known, at)


def _compared(
    mine: FrontMatterEntry, theirs: FrontMatterEntry | None, after: int
) -> Iterator[Deviation]:
    """Compare two entries; a missing one is reported after the preceding one of the source."""
    expected = mine.content
    if theirs is None:
        message = f"missing front matter key `{mine.key}`"
        yield Deviation(message, Span("", after, after), mine.value.start, expected, "")
    elif theirs.content != expected:
        message = f"front matter `{mine.key}` differs from the source"
        actual = theirs.content
        yield Deviation(
            message, theirs.value, mine.value.start, expected, actual, _written(mine, expected)
        )


def _written(mine: FrontMatterEntry, value: str) -> str:
    """Return a word without quotation marks, which pipelines drop; other values as written."""
    return value if value.isalnum() else mine.value.text


CHECK = DriftCheck(RULE, find)
