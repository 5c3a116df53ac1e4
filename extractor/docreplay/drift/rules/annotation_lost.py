"""A code block has lost the annotation that it has in the source.

## What it means
No annotation stands right above the block. It may be gone, or something came between the two.

## Why it matters
Without its annotation the block is no request or response any more, and no test is made of it.

## Example
    <!-- { "blockType": "request", "name": "get_photo" } --> 下面是请求。
    ```http
    GET /me/photo
    ```

## Fix
Put the annotation back above the block; `docreplay drift --fix` does where the translation has it
nowhere.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule
from docreplay.model.markup import Fence, HtmlComment, Span

RULE = Rule(code="DRI312", name="annotation-lost")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Blocks without annotation that have one in the source."""
    for mine, theirs in pair.fences.pairs:
        if mine.annotation and not theirs.annotation:
            yield _deviation(pair, mine.annotation, mine, theirs)


def _deviation(pair: PagePair, annotation: HtmlComment, mine: Fence, theirs: Fence) -> Deviation:
    expected = pair.source.text[annotation.start : annotation.end]
    words = annotation.text.split()
    elsewhere = [remark for remark in pair.target.comments if remark.text.split() == words]
    if elsewhere:
        remark = elsewhere[0]
        place = Span(pair.target.text[remark.start : remark.end], remark.start, remark.end)
        line = pair.target.places.location(theirs.start).line
        message = f"this annotation stands apart from its code block on line {line}"
        return Deviation(message, place, annotation.start, expected, place.text)
    alone = (
        mine.is_exact and theirs.is_exact and pair.target.text[: theirs.start][-1:] in ("", "\n")
    )
    return Deviation(
        "the annotation of this code block is gone",
        Span("", theirs.start, theirs.start),
        annotation.start,
        expected,
        "",
        pair.source.text[annotation.start : mine.start] if alone else None,
    )


CHECK = Check(RULE, find)
