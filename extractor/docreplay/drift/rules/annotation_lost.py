"""A code block lacks the annotation that it has in the source.

## What it means
No annotation is directly above the block. It was removed, or other text separates the two.

## Why it matters
Without its annotation the block is not a request or response, so it is not tested.

## Example
    <!-- { "blockType": "request", "name": "get_photo" } --> 下面是请求。
    ```http
    GET /me/photo
    ```

## Fix
Put the annotation back above the block; `docreplay drift --fix` does if the translation does not
have it elsewhere.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup import Fence, HtmlComment, Span

RULE = Rule(code="DRI312", name="annotation-lost")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield code blocks without an annotation that have one in the source."""
    for mine, theirs in pair.fences.pairs:
        if mine.annotation and not theirs.annotation:
            yield _deviation(pair, mine.annotation, mine, theirs)


def _deviation(pair: PagePair, annotation: HtmlComment, mine: Fence, theirs: Fence) -> Deviation:
    expected = pair.source.text[annotation.start : annotation.end]
    words = annotation.text.split()
    elsewhere = [comment for comment in pair.target.comments if comment.text.split() == words]
    if elsewhere:
        comment = elsewhere[0]
        place = Span(pair.target.text[comment.start : comment.end], comment.start, comment.end)
        line = pair.target.places.location(theirs.start).line
        message = f"annotation is not attached to its code block on line {line}"
        return Deviation(message, place, annotation.start, expected, place.text)
    is_separate = (
        mine.is_exact and theirs.is_exact and pair.target.text[: theirs.start][-1:] in ("", "\n")
    )
    return Deviation(
        "code block lacks the annotation of the source",
        Span("", theirs.start, theirs.start),
        annotation.start,
        expected,
        "",
        pair.source.text[annotation.start : mine.start] if is_separate else None,
    )


CHECK = DriftCheck(RULE, find)
