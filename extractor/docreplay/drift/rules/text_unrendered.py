"""A paragraph is shown as it is written: its Markdown is not read.

## What it means
A paragraph of the translation is on the line of a comment (`<!-- … -->Text`), and CommonMark reads
such a line as HTML (§4.6), or it is indented by four blanks or more, which makes it code (§4.4).
In the source it is a paragraph.

## Why it matters
Readers see brackets, addresses and asterisks instead of links and bold text.

## What it leaves alone
Comments that the source has in the same way, comments within a paragraph, text behind a comment
without Markdown, and code.

    <!-- Notiz -->Ein Satz ohne Verweis.

## Example
    <!-- { "blockType": "ignored" } -->Anlagen einer [Nachricht](message.md).

where the source has the comment on a line of its own.

## Fix
Begin a new line behind the comment, which `docreplay drift --fix` does, or remove the indentation.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from docreplay.drift.align import PagePair
from docreplay.drift.normalize import words
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Safety, Severity
from docreplay.model.markup.markup import HtmlComment, Markup, Span

RULE = Rule(code="DRI309", name="text-unrendered", severity=Severity.WARNING)

_LINE = re.compile(r"[^\n]*")
_MARKED = re.compile(r"\]\(|\]\[|\*\*(?=\S)|(?<!`)`(?=[^`])")
_LINE_ENDS = re.compile(r"(?:\n[ \t]*)*\n")
_COMMENT = re.compile(r"<!--.*?-->")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield paragraphs behind a comment, and indented ones, that are not so in the source."""
    if len(_glued(pair.target)) > len(_glued(pair.source)):
        yield from _behind_comments(pair)
    for block in pair.displaced:
        text = pair.target.text[block.start : block.end]
        start = block.start + len(text) - len(text.lstrip())
        line = text.strip().partition("\n")[0]
        # the words themselves belong to the rules about text
        place = Span("", start, start)
        yield Deviation("text is indented, so it is shown as code", place, 0, "a paragraph", line)


def _behind_comments(pair: PagePair) -> Iterator[Deviation]:
    gaps = _gaps(pair.source)
    names = {comment.end: words(comment.text) for comment in _comments(pair.target)}
    starts = [segment.offset for segment in pair.target.segments]
    for rest in _glued(pair.target):
        message = "text is on the line of a comment, so its Markdown is not read"
        blanks = len(rest.text) - len(rest.text.lstrip())
        place = Span(rest.text[:blanks], rest.start, rest.start + blanks)
        line_ends = gaps.get(names[rest.start], "\n")
        safety: Safety = "unsafe" if _is_translated(pair.target, starts, rest.start) else "safe"
        yield Deviation(
            message, place, 0, "a new line", rest.text.strip(), line_ends, safety=safety
        )


def _gaps(source: Markup) -> dict[str, str]:
    """Return the line ends behind each comment of the source, by its words."""
    return {
        words(comment.text): found[0]
        for comment in _comments(source)
        if (found := _LINE_ENDS.match(source.text, comment.end))
    }


def _is_translated(side: Markup, starts: Sequence[int], end: int) -> bool:
    """Return True if a comment ends within a translated sentence of a bilingual page.

    A new line behind it would not be in the source that the page has of that sentence. `starts` are
    the offsets of these sentences.
    """
    place = side.places.span(end, end)
    number = bisect_left(starts, place[0]) - 1 if place else -1
    if place is None or number < 0:
        return False
    return place[0] <= starts[number] + len(side.segments[number].target)


def _comments(side: Markup) -> list[HtmlComment]:
    """Return the comments of a page in order, with the annotations of code blocks."""
    own = filter(None, (fence.annotation for fence in side.fences))
    return sorted((*side.comments, *own), key=lambda item: item.start)


def _glued(side: Markup) -> list[Span]:
    """Return what follows comments that begin a block on their last lines, if it has Markdown.

    What follows the first comment of a line is all of it: that of each would be a square.
    """
    found: list[Span] = []
    end = 0
    for comment in _comments(side):
        if comment.start < end:
            continue
        line = _rest(side, comment)
        end = line.end
        if _MARKED.search(_COMMENT.sub("", line.text)):
            found.append(line)
    return found


def _rest(side: Markup, comment: HtmlComment) -> Span:
    """Return the rest of the line at which a block of HTML ends; empty for other comments."""
    is_block = comment.is_closed and not comment.is_inline
    line = _LINE.match(side.text, comment.end)
    if line is None or not is_block or not side.text.startswith("<!--", comment.start):
        return Span("", comment.end, comment.end)
    return Span(line[0], comment.end, line.end())


CHECK = DriftCheck(RULE, find)
