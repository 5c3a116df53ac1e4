"""The annotation of a code block says something else than in the source.

## What it means
The comment above the block is no longer the same JSON, or its quotation marks became entities.
White space does not count.

## Why it matters
The annotation names the request and says what its answer is; a test that follows it checks
something else, or is not there at all.

## Example
    <!-- { "blockType": "响应", "@odata.type": "microsoft.graph.photo" } -->

## Fix
Put the source's annotation back; `docreplay drift --fix` does.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.markup import HtmlComment, Markup, Span

RULE = Rule(code="DRI311", name="annotation-changed")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Annotations of blocks that belong together."""
    for mine, theirs in pair.fences.pairs:
        source, target = mine.annotation, theirs.annotation
        if not source or not target or source.text == target.text or _same(source, target):
            continue
        place, expected = _whole(pair.target, target), _whole(pair.source, source).text
        message, (above, before) = "the annotation was changed", _parting(expected, place.text)
        spot = pair.target.places.offset(place.start + before)
        yield Deviation(
            message, place, source.start + above, expected, place.text, expected, spot=spot
        )


def _parting(source: str, target: str) -> tuple[int, int]:
    """Where the first line starts that is another one, in both; blanks do not count."""
    above = before = 0
    for mine, theirs in zip(source.split("\n"), target.split("\n"), strict=False):
        if mine.split() != theirs.split():
            break
        above, before = above + len(mine) + 1, before + len(theirs) + 1
    return min(above, len(source) - 1), min(before, len(target) - 1)


def _same(source: HtmlComment, target: HtmlComment) -> bool:
    """Whether two annotations say the same; entities are damage even where they can be read."""
    if source.text.split() == target.text.split():
        return True
    if "&quot;" in target.text:
        return False
    try:
        return read_json(source.text).value == read_json(target.text).value
    except JsonError:
        return False


def _whole(outline: Markup, remark: HtmlComment) -> Span:
    return Span(outline.text[remark.start : remark.end], remark.start, remark.end)


CHECK = Check(RULE, find)
