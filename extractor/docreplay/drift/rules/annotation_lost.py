"""A code block lacks the annotation that it has in the source.

## What it means
No annotation is directly above the block. It was removed, or other text separates the two. If it
was appended to the last line of the text above, it is a warning.

## Why it matters
Without its annotation the block is not a request or response, so it is not tested.

## What it leaves alone
Blocks whose source has no annotation, and blocks that are missing as a whole, for which there is
another rule.

    ```http
    GET /me/photo
    ```

where the block of the source has no annotation either.

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
from docreplay.model.finding import Rule, Severity
from docreplay.model.markup.markup import Fence, HtmlComment, Span

RULE = Rule(code="DRI312", name="annotation-lost")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield code blocks without an annotation that have one in the source."""
    for source, target in pair.fences.pairs:
        if source.annotation and not target.annotation:
            yield _deviation(pair, source.annotation, source, target)
        elif source.annotation and target.annotation and _is_appended(source, target):
            yield _in_paragraph(pair, source.annotation, target.annotation)


def _is_appended(source: Fence, target: Fence) -> bool:
    """Return True if the annotation of the translation alone is within a line."""
    one, other = source.annotation, target.annotation
    return one is not None and other is not None and other.is_inline and not one.is_inline


def _in_paragraph(pair: PagePair, source: HtmlComment, target: HtmlComment) -> Deviation:
    """Return the deviation of an annotation that was appended to the text before it."""
    actual = pair.target.text[target.start : target.end]
    place = Span("", target.start, target.start)
    message = "annotation is on the line of a paragraph"
    found = Deviation(message, place, source.start, "a line of its own", actual)
    return found._replace(severity=Severity.WARNING)


def _deviation(pair: PagePair, annotation: HtmlComment, source: Fence, target: Fence) -> Deviation:
    expected = pair.source.text[annotation.start : annotation.end]
    words = annotation.text.split()
    elsewhere = [comment for comment in pair.target.comments if comment.text.split() == words]
    if elsewhere:
        comment = elsewhere[0]
        place = Span(pair.target.text[comment.start : comment.end], comment.start, comment.end)
        line = pair.target.places.location(target.start).line
        message = f"annotation is not attached to its code block on line {line}"
        return Deviation(message, place, annotation.start, expected, place.text)
    is_separate = (
        source.is_exact and target.is_exact and pair.target.text[: target.start][-1:] in ("", "\n")
    )
    return Deviation(
        "code block lacks the annotation of the source",
        Span("", target.start, target.start),
        annotation.start,
        expected,
        "",
        pair.source.text[annotation.start : source.start] if is_separate else None,
    )


CHECK = DriftCheck(RULE, find)
