"""The anchor of a heading is missing, or differs from the source.

## What it means
A translated heading keeps the anchor of the source's heading, as publishing generates it, in an
`<a name>`. Here it is missing although other headings of the page have one, or it is different.
Headings that are tabs (`# [C#](#tab/csharp)`) need none.

## Why it matters
Links to the heading lead to the top of the translated page.

## Example
    ## Berechtigungen

instead of `## <a name="permissions"></a>Berechtigungen`.

## Fix
Add the anchor; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup import Heading, Span

RULE = Rule(code="DRI303", name="heading-anchor-changed")

_PUNCTUATION = re.compile(r"[^a-z0-9]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield headings with different anchors; pages without any were made by a different tool."""
    if any(heading.anchor for heading in pair.target.headings):
        for mine, theirs in pair.sections:
            if mine.heading and theirs.heading and not _agrees(mine.heading, theirs.heading):
                yield _deviation(mine.heading, theirs.heading)


def _agrees(mine: Heading, theirs: Heading) -> bool:
    """Compare anchors without punctuation, which tools convert differently, above all in tabs."""
    expected = mine.anchor or mine.slug
    if theirs.anchor == expected or not expected.isascii():
        return True
    if not theirs.anchor and "](#tab/" in mine.title.text:
        return True
    return _PUNCTUATION.sub("", theirs.anchor.lower()) in (
        _PUNCTUATION.sub("", expected.lower()),
        _PUNCTUATION.sub("", mine.title.text.lower()),
    )


def _deviation(mine: Heading, theirs: Heading) -> Deviation:
    expected = f'<a name="{mine.anchor or mine.slug}"></a>'
    start = theirs.title.start
    place = theirs.anchor_tag or Span("", start, start)
    message = f"heading lacks the anchor `{mine.anchor or mine.slug}`"
    return Deviation(message, place, mine.start, expected, place.text, expected)


CHECK = DriftCheck(RULE, find)
