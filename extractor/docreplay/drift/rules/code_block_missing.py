"""A code block of the source is missing.

## What it means
The section has fewer code blocks than in the source, and none of them has the lines of this one.

## Why it matters
Readers of the translation do not see the example, and it is not tested.

## What it leaves alone
Blocks that only the translation has, and blocks that were changed, for which there is another rule.

    # Foto abrufen
    GET /me/photo

where the comment of the source's block is `# Get the photo`.

## Example
The response below a request, which became part of the text above it.

## Fix
Copy the block from the source.
"""

from collections.abc import Iterator

from docreplay.drift.align import PagePair, insertion_offset
from docreplay.drift.rule import Deviation, DriftCheck
from docreplay.model.finding import Rule
from docreplay.model.markup.markup import Fence, Markup, Span

RULE = Rule(code="DRI305", name="code-block-missing")


def find(pair: PagePair) -> Iterator[Deviation]:
    """Yield the code blocks that have no counterpart, at their annotation if it remains."""
    missing = {fence.start for fence in pair.fences.missing}
    for source, target in pair.sections if missing else ():
        for fence in source.fences:
            if fence.start in missing:
                first = fence.body.text.strip().partition("\n")[0]
                message = f"missing code block that starts with `{first[:60]}`"
                default = insertion_offset(source, target, fence.start)
                start = _annotation_end(pair.target, fence, default)
                yield Deviation(message, Span("", start, start), fence.start, first, "")


def _annotation_end(target: Markup, fence: Fence, default: int) -> int:
    """Return the end of the annotation of a missing block, if the translation has it."""
    words = fence.annotation.text.split() if fence.annotation else []
    found = (comment.end for comment in target.comments if words and comment.text.split() == words)
    return next(found, default)


CHECK = DriftCheck(RULE, find)
