"""The level of a heading differs from the source.

## What it means
The heading corresponds to a heading of the source with more or fewer number signs. Headings in a
row that are all shifted by the same number of levels are one finding. Titles are ignored.

## Why it matters
The outline of the page changes: a part of a section becomes a section beside it.

## What it leaves alone
Other words in the headings, and headings without a counterpart, for which there is another rule.

    ### Anforderung

where the source says `### Request`.

## Example
    ## <a name="request"></a>请求

where the source says `### Request`.

## Fix
Use the level of the source; `docreplay drift --fix` does.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Heading, Span

RULE = Rule(code="DRI302", name="heading-level-changed")


class _Shifted(NamedTuple):
    """Corresponding headings of different levels."""

    source: Heading
    target: Heading

    @property
    def levels(self) -> int:
        """Number of levels by which the translation's heading is deeper."""
        return self.target.level - self.source.level


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield headings with different levels; those in a row with the same shift together."""
    titled = [
        _Shifted(source.heading, target.heading)
        for source, target in pair.sections
        if source.heading and target.heading
    ]
    for levels, group in groupby(titled, key=lambda item: item.levels):
        shifted = list(group)
        if levels:
            yield _deviation(pair, shifted, is_all=len(shifted) >= max(2, len(titled) - 1))


def _deviation(pair: PagePair, shifted: list[_Shifted], *, is_all: bool) -> Deviation:
    (place, expected), *more = [_marks(pair, item) for item in shifted]
    source, target = shifted[0]
    message = f"heading has level {target.level} (source: {source.level})"
    if more:
        levels = shifted[0].levels
        number = f"{abs(levels)} level{'s' * (abs(levels) > 1)}"
        direction = "deeper" if levels > 0 else "higher"
        who = "all headings are" if is_all else f"{len(shifted)} headings in a row are"
        message = f"{who} {number} {direction} than in the source"
    return Deviation(message, place, source.start, expected, place.text, expected, more=tuple(more))


def _marks(pair: PagePair, item: _Shifted) -> tuple[Span, str]:
    """Return the number signs of a heading, and those of the source; all of an underlined one."""
    heading, expected = item.target, "#" * item.source.level
    if heading.is_underlined:
        whole = Span(pair.target.text[heading.start : heading.end], heading.start, heading.end)
        return whole, f"{expected} {heading.title.text}"
    start = pair.target.plain.index("#", heading.start)
    actual = "#" * heading.level
    return Span(actual, start, start + len(actual)), expected


CHECK = DriftCheck(RULE, find)
