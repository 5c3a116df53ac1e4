"""A section of the source is missing.

## What it means
No heading of the translation corresponds to a heading of the source. Where headings have anchors,
the text below it is not compared; others correspond if their code, names and tables do. A heading
without its number signs, which is a paragraph or a row of the table above it, is one finding there.

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
from docreplay.model.markup.markup import Heading, Markup, Span

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
    in_table = _in_table(pair) if len(pair.missing) == 1 else None
    for section in pair.missing:
        heading = in_table[0] if in_table else section.heading
        if heading:
            left = in_table[1] if in_table else _anchor(pair, heading)
            at = pair.insertion_offset(section) if left is None else left
            message = f"missing section `{heading.title.text}`"
            found = Deviation(message, Span("", at, at), heading.start, heading.title.text, "")
            covered = None if left is None else _rest_of_line(pair.target, left)
            yield found._replace(covered=covered)


def _in_table(pair: PagePair) -> tuple[Heading, int] | None:
    """Return a heading of the source whose counterpart lost its marks, and is a row of a table.

    A line without a pipe below a table is a row of it (GFM 4.10).
    """
    for source, target in pair.tables:
        if len(target.rows) != len(source.rows) + 1 or not target.rows[-1]:
            continue
        at = target.rows[-1][0].start
        following = (heading for heading in pair.source.headings if heading.start >= source.end)
        heading = next(following, None)
        if heading and "|" not in _rest_of_line(pair.target, at).text:
            return heading, at
    return None


def _rest_of_line(page: Markup, at: int) -> Span:
    """Return what follows on a line: other rules do not report it again."""
    end = page.text.find("\n", at)
    end = len(page.text) if end < 0 else end
    return Span(page.text[at:end], at, end)


def _anchor(pair: PagePair, heading: Heading) -> int | None:
    """Return the place of a heading's anchor, which a lost `#` leaves in a paragraph.

    The anchor of another heading, which may have the same name, is not that of the missing one.
    """
    tag = f'<a name="{heading.anchor or heading.slug}">'
    headings = pair.target.headings
    at = pair.target.text.find(tag)
    while at >= 0 and any(other.start <= at < other.end for other in headings):
        at = pair.target.text.find(tag, at + 1)
    return None if at < 0 else at


CHECK = DriftCheck(RULE, find)
