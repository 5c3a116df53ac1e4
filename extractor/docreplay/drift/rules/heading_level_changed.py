"""A heading has another level than in the source.

## What it means
The heading answers one of the source's, with more or fewer number signs.

## Why it matters
The outline of the page is another: what belonged to a section stands beside it.

## Example
    ## <a name="request"></a>请求

where the source says `### Request`.

## Fix
Give the heading the source's level; `docreplay drift --fix` does.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule
from docreplay.model.markup import Span

RULE = Rule(code="DRI302", name="heading-level-changed")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Headings that were aligned by their anchors, and have other levels."""
    for mine, theirs in pair.sections:
        if not mine.heading or not theirs.heading or mine.heading.level == theirs.heading.level:
            continue
        expected, actual = "#" * mine.heading.level, "#" * theirs.heading.level
        start = pair.target.plain.index("#", theirs.heading.start)
        yield Deviation(
            f"this heading has level {len(actual)}, the source's has {len(expected)}",
            Span(actual, start, start + len(actual)),
            mine.heading.start,
            expected,
            actual,
            expected,
        )


CHECK = Check(RULE, find)
