"""A key of the front matter is missing, or its value differs from the source.

## What it means
A key that classifies the page, such as `doc_type` or `ms.prod`, is missing or has a different
value. Quotation marks are ignored, and so are title, description, authors and dates.

## Why it matters
Publishing tools classify pages by these keys.

## What it leaves alone
Quotation marks, and all other keys: title, description, authors, dates and stamps.

    doc_type: "apiPageType"

where the source says `apiPageType`.

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
from docreplay.model.markup.markup import FrontMatterEntry, Span

RULE = Rule(code="DRI340", name="front-matter-key-missing", severity=Severity.WARNING)

_KEYS = ("doc_type", "ms.prod", "ms.topic", "namespace")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield keys of the source that are missing or have a different value."""
    target = {entry.key: entry for entry in pair.target.front_matter}
    at = 0
    for source in pair.source.front_matter:
        known = target.get(source.key)
        at = known.value.end if known else at
        if source.key in _KEYS and source.content:
            yield from _compared(source, known, at)


def _compared(
    source: FrontMatterEntry, target: FrontMatterEntry | None, after: int
) -> Iterator[Deviation]:
    """Compare two entries; a missing one is reported after the preceding one of the source."""
    expected = source.content
    if target is None:
        message = f"missing front matter key `{source.key}`"
        yield Deviation(message, Span("", after, after), source.value.start, expected, "")
    elif target.content != expected:
        message = f"front matter `{source.key}` differs from the source"
        actual = target.content
        yield Deviation(
            message, target.value, source.value.start, expected, actual, _written(source, expected)
        )


def _written(source: FrontMatterEntry, value: str) -> str:
    """Return a word without quotation marks, which pipelines drop; other values as written."""
    return value if value.isalnum() else source.value.text


CHECK = DriftCheck(RULE, find)
