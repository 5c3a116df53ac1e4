"""A code block of the source is not in the translation.

## What it means
The section has fewer code blocks than the source's, and none of them holds this one's lines.

## Why it matters
The example is lost to readers of the translation, and to its tests.

## Example
The response below a request, which ended up in the text above it.

## Fix
Copy the block from the source.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair, gap
from docreplay.drift.rule import Check, Deviation
from docreplay.model.finding import Rule
from docreplay.model.markup import Fence, Markup, Span

RULE = Rule(code="DRI305", name="code-block-missing")


def find(pair: PagePair) -> Iterator[Deviation]:
    """The blocks that have no counterpart, pointed at from what is left of them."""
    lost = {fence.start for fence in pair.fences.lost}
    for mine, theirs in pair.sections if lost else ():
        for fence in mine.fences:
            if fence.start in lost:
                first = fence.body.text.strip().partition("\n")[0]
                message = f"the code block that starts with `{first[:60]}` is missing"
                start = _left_alone(pair.target, fence, gap(mine, theirs, fence.start))
                yield Deviation(message, Span("", start, start), fence.start, first, "")


def _left_alone(target: Markup, fence: Fence, otherwise: int) -> int:
    """Where the annotation of a block stands that the translation has without the block."""
    words = fence.annotation.text.split() if fence.annotation else []
    found = (remark.end for remark in target.comments if words and remark.text.split() == words)
    return next(found, otherwise)


CHECK = Check(RULE, find)
