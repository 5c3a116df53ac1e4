"""A section of the source is missing.

## What it means
No heading of the translation corresponds to a heading of the source. Where headings have anchors,
the text below it is not compared; others correspond if their code, names and tables do.

## Why it matters
Readers of the translation miss the content of the section, and links to it are broken.

## What it leaves alone
Sections that only the translation has, and headings in another language or with other anchors, if
the levels of all headings are those of the source.

    ## Hinweise zur Übersetzung

at the end of the translation only.

## Example
    ## Request headers

which the translation omits.

## Fix
Translate the section.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Heading, Span

RULE = Rule(code="DRI301", name="heading-missing")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield the sections that have no counterpart, at their expected positions.

    Headings of a translation without anchors are matched by what is below them; if others are
    missing than their number says, only that is reported.
    """
    source, target = pair.source.headings, pair.target.headings
    end = len(pair.target.text)
    is_matched = len(source) - len(pair.missing) == len(target)
    if pair.missing and not is_matched and not any(heading.anchor for heading in target):
        message = "headings have different levels than in the source"
        if len(target) != len(source):
            message = f"number of headings is {len(target)} (source: {len(source)})"
        place = Span("", end, end)
        yield Deviation(message, place, source[0].start, str(len(source)), str(len(target)))
        return
    for section in pair.missing:
        if heading := section.heading:
            at = _place(pair, heading, pair.insertion_offset(section))
            message = f"missing section `{heading.title.text}`"
            yield Deviation(message, Span("", at, at), heading.start, heading.title.text, "")


def _place(pair: PagePair, heading: Heading, otherwise: int) -> int:
    """Return the place of a heading's anchor, which a lost `#` leaves in a paragraph.

    The anchor of another heading, which may have the same name, is not that of the missing one.
    """
    tag = f'<a name="{heading.anchor or heading.slug}">'
    headings = pair.target.headings
    at = pair.target.text.find(tag)
    while at >= 0 and any(other.start <= at < other.end for other in headings):
        at = pair.target.text.find(tag, at + 1)
    return otherwise if at < 0 else at


CHECK = DriftCheck(RULE, find)
