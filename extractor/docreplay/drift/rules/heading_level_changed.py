"""The level of a heading differs from the source.

## What it means
The heading corresponds to a heading of the source with more or fewer number signs.

## Why it matters
The outline of the page changes: a part of a section becomes a section beside it.

## Example
    ## <a name="request"></a>请求

where the source says `### Request`.

## Fix
Use the level of the source; `docreplay drift --fix` does.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup import Span

RULE = Rule(code="DRI302", name="heading-level-changed")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield headings that were aligned by their anchors and have different levels."""
    for mine, theirs in pair.sections:
        if not mine.heading or not theirs.heading or mine.heading.level == theirs.heading.level:
            continue
        expected, actual = "#" * mine.heading.level, "#" * theirs.heading.level
        start = pair.target.plain.index("#", theirs.heading.start)
        yield Deviation(
            f"heading has level {len(actual)} (source: {len(expected)})",
            Span(actual, start, start + len(actual)),
            mine.heading.start,
            expected,
            actual,
            expected,
        )


CHECK = DriftCheck(RULE, find)
