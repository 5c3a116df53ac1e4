"""Changes of code blocks and their annotations that a translation takes over from its source."""

from bisect import bisect_left
from typing import NamedTuple

from docreplay.drift.normalize import code, words
from docreplay.model.markup.markup import Fence, HtmlComment, Markup


class Refused(Exception):
    """A page cannot be synced automatically; the message has the reason."""


class RefusedBesideCode(Refused):
    """A comment or an entry of the front matter cannot be synced; the code may be."""


class BlockChange(NamedTuple):
    """Part of the translation's text and its replacement."""

    start: int
    end: int
    text: str


def is_same(one: Fence, other: Fence) -> bool:
    """Return True if two blocks have the same code and info string."""
    return code(one.body.text) == code(other.body.text) and one.info == other.info


def start_of(fence: Fence) -> int:
    """Return where a block begins, with its annotation."""
    return fence.annotation.start if fence.annotation else fence.start


def words_of(comment: HtmlComment | None) -> str | None:
    """Return the words of a comment, without its line breaks."""
    return words(comment.text) if comment else None


def section_numbers(page: Markup) -> list[int]:
    """Return the number of headings before each code block."""
    starts = sorted(heading.start for heading in page.headings)
    return [bisect_left(starts, fence.start) for fence in page.fences]


def changes_of(
    old_block: Fence, new_block: Fence, target_block: Fence, new: Markup
) -> tuple[BlockChange, ...]:
    """Return the changes of a block and of its annotation. Raise `Refused`, or change both."""
    changes: list[BlockChange] = []
    if not is_same(old_block, new_block) and not is_same(new_block, target_block):
        changes.append(_fence(old_block, new_block, target_block, new))
    annotation = _annotation(old_block, new_block, target_block, new)
    return (*changes, annotation) if annotation else tuple(changes)


def _fence(old_block: Fence, new_block: Fence, target_block: Fence, new: Markup) -> BlockChange:
    if not (new_block.is_exact and target_block.is_exact):
        raise Refused("a changed code block is indented, or in a list or quote")
    if code(old_block.body.text) != code(target_block.body.text):
        raise Refused("a changed code block differs in the translation")
    return BlockChange(
        target_block.start, target_block.end, new.text[new_block.start : new_block.end]
    )


def _annotation(
    old_block: Fence, new_block: Fence, target_block: Fence, new: Markup
) -> BlockChange | None:
    before, after, there = old_block.annotation, new_block.annotation, target_block.annotation
    if words_of(before) == words_of(after) or words_of(after) == words_of(there):
        return None
    if words_of(before) != words_of(there):
        raise Refused("a changed annotation differs in the translation")
    if after and there:
        return BlockChange(there.start, there.end, new.text[after.start : after.end])
    if after:
        start = target_block.start
        return BlockChange(start, start, new.text[after.start : new_block.start])
    return BlockChange(there.start, target_block.start, "") if there else None
