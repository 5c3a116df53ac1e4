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
from collections.abc import Iterator

from docreplay.drift.align import PagePair
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule, Safety, Severity
from docreplay.model.markup.markup import HtmlComment, Markup, Span

RULE = Rule(code="DRI309", name="text-unrendered", severity=Severity.WARNING)

_LINE = re.compile(r"[^\n]*")
_MARKED = re.compile(r"\]\(|\]\[|\*\*(?=\S)|(?<!`)`(?=[^`])")
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
    safety: Safety = "unsafe" if pair.target.segments else "safe"
    for rest in _glued(pair.target):
        message = "text is on the line of a comment, so its Markdown is not read"
        blanks = len(rest.text) - len(rest.text.lstrip())
        place = Span(rest.text[:blanks], rest.start, rest.start + blanks)
        yield Deviation(message, place, 0, "a new line", rest.text.strip(), "\n", safety=safety)


def _glued(side: Markup) -> list[Span]:
    """Return what follows comments that begin a block on their last lines, if it has Markdown.

    What follows the first comment of a line is all of it: that of each would be a square.
    """
    own = (fence.annotation for fence in side.fences)
    found: list[Span] = []
    end = 0
    for comment in sorted((*side.comments, *filter(None, own)), key=lambda item: item.start):
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
