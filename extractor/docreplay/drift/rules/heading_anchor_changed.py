"""The anchor of a heading is missing, or differs from the source.

## What it means
A translated heading keeps the anchor of the source's heading, as publishing generates it, in an
`<a name>`. Here it is missing although other headings of the page have one, or it is different.
Headings that are tabs (`# [C#](#tab/csharp)`) need none. An id that the source gives a heading
itself, as in `## What is it? {#what}`, is compared too.

## Why it matters
Links to the heading lead to the top of the translated page.

## What it leaves alone
Ids that only the translation has: they keep links with a name of the source's heading alive.

    ## Verwendung {#usage}

where the source says `## Usage`.

## Example
    ## Berechtigungen

instead of `## <a name="permissions"></a>Berechtigungen`, or

    ## Was ist das? {#was}

where the source says `{#what}`.

## Fix
Add the anchor or id of the source; `docreplay drift --fix` does.
"""

import re
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup import Heading, Span

RULE = Rule(code="DRI303", name="heading-anchor-changed")

_ID = re.compile(r"\{\s*[#＃]\s*([^\s{}]+)[^{}]*\}\s*$")
_PUNCTUATION = re.compile(r"[^a-z0-9]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield headings with different ids or anchors.

    Anchors are compared only on pages with some: others were made by a different tool.
    """
    for mine, theirs in pair.sections:
        if mine.heading and theirs.heading and (found := _of_id(mine.heading, theirs.heading)):
            yield found
    if any(heading.anchor for heading in pair.target.headings):
        for mine, theirs in pair.sections:
            if mine.heading and theirs.heading and not _agrees(mine.heading, theirs.heading):
                yield _deviation(mine.heading, theirs.heading)


def _of_id(mine: Heading, theirs: Heading) -> Deviation | None:
    """Return the deviation of the id between braces at the end of a heading (Hugo, Docusaurus)."""
    expected, actual = _ID.search(mine.title.text), _ID.search(theirs.title.text)
    if expected is None or (actual and actual[1] == expected[1]):
        return None
    name = f"{{#{expected[1]}}}"
    origin = mine.title.start + expected.start(1) - 2
    end = theirs.title.start + len(theirs.title.text)
    if actual is None:
        message = f"heading lacks the id `{expected[1]}`"
        return Deviation(message, Span("", end, end), origin, name, "", f" {name}")
    start = theirs.title.start + actual.start(1)
    place = Span(actual[1], start, start + len(actual[1]))
    message = f"id `{expected[1]}` of the heading was changed"
    return Deviation(message, place, origin, expected[1], actual[1], expected[1])


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
