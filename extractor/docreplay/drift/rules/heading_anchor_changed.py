"""A heading has lost the anchor of the source's heading, or has another one.

## What it means
A translated heading keeps the anchor that publishing makes of the source's heading, in an
`<a name>`. Here it is missing although other headings of the page have theirs, or says something
else.

## Why it matters
Links that work in the source's language lead to the top of the page in this one.

## Example
    ## Berechtigungen

where `## <a name="permissions"></a>Berechtigungen` is meant.

## Fix
Put the anchor there; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule
from docreplay.model.markup import Heading, Span

RULE = Rule(code="DRI303", name="heading-anchor-changed")

_SIGNS = re.compile(r"[^a-z0-9]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Headings with another anchor; a page without any has been made by another tool."""
    if any(heading.anchor for heading in pair.target.headings):
        for mine, theirs in pair.sections:
            if mine.heading and theirs.heading and not _agrees(mine.heading, theirs.heading):
                yield _deviation(mine.heading, theirs.heading)


def _agrees(mine: Heading, theirs: Heading) -> bool:
    """Signs do not count: tools differ in what they make of them, in tabs above all."""
    expected = mine.anchor or mine.slug
    if theirs.anchor == expected or not expected.isascii():
        return True
    return _SIGNS.sub("", theirs.anchor.lower()) in (
        _SIGNS.sub("", expected.lower()),
        _SIGNS.sub("", mine.title.text.lower()),
    )


def _deviation(mine: Heading, theirs: Heading) -> Deviation:
    expected = f'<a name="{mine.anchor or mine.slug}"></a>'
    start = theirs.title.start
    place = theirs.anchor_tag or Span("", start, start)
    message = f"the anchor `{mine.anchor or mine.slug}` is missing here"
    return Deviation(message, place, mine.start, expected, place.text, expected)


CHECK = Check(RULE, find)
