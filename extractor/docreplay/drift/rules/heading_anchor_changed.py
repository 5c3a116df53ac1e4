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
from docreplay.model.markup.markup import Heading, Span

RULE = Rule(code="DRI303", name="heading-anchor-changed")

_ID = re.compile(r"\{[^{}#＃\n]{0,80}[#＃]\s*+([^\s{}*]++)[^{}]*+\}\s*$")
_PUNCTUATION = re.compile(r"[^a-z0-9]+")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield headings with different ids or anchors.

    Anchors are compared only on pages with some: others were made by a different tool.
    """
    for source, target in pair.sections:
        if source.heading and target.heading and (found := _of_id(source.heading, target.heading)):
            yield found
    if any(heading.anchor for heading in pair.target.headings):
        for source, target in pair.sections:
            if source.heading and target.heading and not _agrees(source.heading, target.heading):
                yield _deviation(source.heading, target.heading)


def _of_id(source: Heading, target: Heading) -> Deviation | None:
    """Return the deviation of the id between braces at the end of a heading.

    It is written `{#id}`, `{: #id}` or `{/* #id */}` (Hugo and Docusaurus, kramdown, MDX).
    """
    expected, actual = _ID.search(source.title.text), _ID.search(target.title.text)
    if expected is None or (actual and actual[1] == expected[1]):
        return None
    name = expected[0].strip()
    origin = source.title.start + expected.start()
    end = target.title.start + len(target.title.text)
    if actual is None:
        message = f"heading lacks the id `{expected[1]}`"
        return Deviation(message, Span("", end, end), origin, name, "", f" {name}")
    start = target.title.start + actual.start(1)
    place = Span(actual[1], start, start + len(actual[1]))
    message = f"id `{expected[1]}` of the heading was changed"
    return Deviation(message, place, origin, expected[1], actual[1], expected[1])


def _agrees(source: Heading, target: Heading) -> bool:
    """Compare anchors without punctuation, which tools convert differently, above all in tabs.

    A heading that has an id in the source needs no other anchor.
    """
    if _ID.search(source.title.text):
        return True
    expected = source.anchor or source.slug
    if target.anchor == expected or not expected.isascii():
        return True
    if not target.anchor and "](#tab/" in source.title.text:
        return True
    return _PUNCTUATION.sub("", target.anchor.lower()) in (
        _PUNCTUATION.sub("", expected.lower()),
        _PUNCTUATION.sub("", source.title.text.lower()),
    )


def _deviation(source: Heading, target: Heading) -> Deviation:
    expected = f'<a name="{source.anchor or source.slug}"></a>'
    start = target.title.start
    place = target.anchor_tag or Span("", start, start)
    message = f"heading lacks the anchor `{source.anchor or source.slug}`"
    return Deviation(message, place, source.start, expected, place.text, expected)


CHECK = DriftCheck(RULE, find)
