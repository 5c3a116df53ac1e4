"""The annotation of a code block differs from the source.

## What it means
The comment above the block is not the same JSON as in the source, or its quotation marks became
entities. White space is ignored.

## Why it matters
The annotation identifies the request and describes its response; without it, the test checks
something else or does not exist.

## What it leaves alone
White space, the order of members, and annotations that are not above a code block.

    <!-- { "name": "get_photo", "blockType": "request" } -->

where the source has `blockType` first.

## Example
    <!-- { "blockType": "响应", "@odata.type": "microsoft.graph.photo" } -->

## Fix
Restore the annotation of the source; `docreplay drift --fix` does.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.markup.markup import HtmlComment, Markup, Span

RULE = Rule(code="DRI311", name="annotation-changed")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield annotations that differ between corresponding code blocks."""
    for source_block, target_block in pair.fences.pairs:
        source, target = source_block.annotation, target_block.annotation
        if not source or not target or source.text == target.text or _same(source, target):
            continue
        place, expected = _whole(pair.target, target), _whole(pair.source, source).text
        message = "annotation differs from the source"
        above, before = _first_difference(expected, place.text)
        page_offset = pair.target.places.offset(place.start + before)
        yield Deviation(
            message,
            place,
            source.start + above,
            expected,
            place.text,
            expected,
            page_offset=page_offset,
        )


def _first_difference(source: str, target: str) -> tuple[int, int]:
    """Return the offsets, in both texts, of the first line that differs in more than blanks."""
    above = before = 0
    for source_line, target_line in zip(source.split("\n"), target.split("\n"), strict=False):
        if source_line.split() != target_line.split():
            break
        above, before = above + len(source_line) + 1, before + len(target_line) + 1
    return min(above, len(source) - 1), min(before, len(target) - 1)


def _same(source: HtmlComment, target: HtmlComment) -> bool:
    """Return True if two annotations are equal JSON; entities are damage even if readable."""
    if source.text.split() == target.text.split():
        return True
    if "&quot;" in target.text:
        return False
    try:
        return read_json(source.text).value == read_json(target.text).value
    except JsonError:
        return False


def _whole(outline: Markup, comment: HtmlComment) -> Span:
    return Span(outline.text[comment.start : comment.end], comment.start, comment.end)


CHECK = DriftCheck(RULE, find)
