"""A section of the source is not in the translation.

## What it means
The source has a heading that no heading of the translation answers. What stands below it is not
looked at.

## Why it matters
Readers of the translation do not learn what the section says, and links to it lead nowhere.

## Example
    ## Request headers

which the translation leaves out.

## Fix
Translate the section.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule
from docreplay.model.markup import Span

RULE = Rule(code="DRI301", name="heading-missing")


def find(pair: PagePair) -> Iterator[Deviation]:
    """The sections that have no counterpart, pointed at from where they would be.

    A translation without anchors says nothing about which heading answers which, so the number of
    its headings is all that can be said.
    """
    mine, theirs = pair.source.headings, pair.target.headings
    end = len(pair.target.text)
    if pair.missing and not any(heading.anchor for heading in theirs):
        message = f"the source has {len(mine)} headings, this page {len(theirs)} or other levels"
        place = Span("", end, end)
        yield Deviation(message, place, mine[0].start, str(len(mine)), str(len(theirs)))
        return
    for section in pair.missing:
        if heading := section.heading:
            at = pair.place_of(section)
            message = f"the section `{heading.title.text}` is missing"
            yield Deviation(message, Span("", at, at), heading.start, heading.title.text, "")


CHECK = Check(RULE, find)
