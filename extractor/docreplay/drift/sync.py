"""Sync changes of a source that need no translator: code, annotations and metadata.

The prose of the translation keeps every byte. Nothing is synced if the blocks of both pages do not
correspond, or if the block of the translation differs from both versions of its source: a patch
that guesses is worse than none. If other changes are left, so is the stamp.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import starmap
from typing import NamedTuple

from docreplay.drift.block_changes import (
    BlockChange,
    Refused,
    RefusedBesideCode,
    changes_of,
    is_same,
    section_numbers,
    start_of,
    words_of,
)
from docreplay.drift.block_places import are_blocks_in_place, has_moved_code
from docreplay.drift.block_plan import BlockChanges, block_plan
from docreplay.drift.freshness import metadata
from docreplay.drift.stamp import Stamp, digests, is_stamped
from docreplay.model.finding import Edit
from docreplay.model.markup.markup import Fence, FrontMatterEntry, Markup, Span

_HASH = "ms.openlocfilehash"
_DRIFTED = "drifted_from_default"
"""The mark of an outdated page, which OpenTelemetry's script writes beside the commit."""


class SyncedCode(NamedTuple):
    """What of the code of a translation can be synced."""

    edits: tuple[Edit, ...]
    left: tuple[str, ...] = ()
    """What cannot, each with its line."""


def synced(
    old: Markup,
    new: Markup,
    target: Markup,
    stamp: Stamp,
    *,
    commit: str = "",
    with_front: bool = True,
    renews: bool = True,
    checks_places: bool = True,
) -> tuple[Edit, ...]:
    """Return the edits that update a translation of `old` to `new`, if only code and such changed.

    The digest of the stamp becomes that of the new version, and its commit becomes `commit`, one
    that contains the new version; it stays if none is known. Without `with_front`, other entries
    of the front matter stay; without `renews`, so does the stamp. Without `checks_places`, the
    text around the blocks may be another. Raise `Refused` if the page cannot be synced.
    """
    blocks = _fences(old, new, target)
    if blocks.left:
        raise Refused(blocks.left[0])
    changes = [*blocks.changes, *_comments(old, new, target)]
    is_paired = len(old.fences) == len(new.fences)
    if checks_places and is_paired and not are_blocks_in_place(old, new):
        raise Refused("a code block was moved")
    if with_front:
        changes += _entries(old, new, target)
    if renews and stamp.origin == "page":
        changes += _stamps(new, target, stamp, commit)
    return tuple(_edit(target, change) for change in changes if _is_change(target, change))


def _stamps(new: Markup, target: Markup, stamp: Stamp, commit: str) -> Iterator[BlockChange]:
    if stamp.is_readable:
        yield _stamped(new, target, stamp)
    elif stamp.names_commit and not commit:
        raise Refused("the clone of the source does not contain its current version")
    if stamp.names_commit and commit:
        yield _committed(target, stamp, commit)
    drifted = next((item for item in target.front_matter if item.key == _DRIFTED), None)
    if drifted:
        yield _without(drifted, target)


def _is_change(target: Markup, change: BlockChange) -> bool:
    return target.text[change.start : change.end] != change.text


def synced_code(old: Markup, new: Markup, target: Markup, *, removes: bool = True) -> SyncedCode:
    """Return the edits that update only the code blocks of a translation, and their annotations.

    Without `removes`, no block is removed. Raise `Refused` if they cannot be updated.
    """
    blocks = _fences(old, new, target, removes=removes)
    if len(old.fences) == len(new.fences) and has_moved_code(old, new):
        raise Refused("a code block was moved")
    return SyncedCode(tuple(_edit(target, change) for change in blocks.changes), blocks.left)


def uncertain_blocks(
    old: Markup, new: Markup, target: Markup, *, removes: bool = True
) -> tuple[str, ...]:
    """Return which code blocks are left to a person, each with its line, as `synced_code`."""
    return _fences(old, new, target, removes=removes).left


def is_rest_equal(old: Markup, new: Markup, stamp: Stamp) -> bool:
    """Return True if two versions differ only in code blocks, as the stamp of the old one proves.

    `old` is the text on a bilingual page, which lacks the front matter of its version: that was
    equal if the new version, with the old code blocks, has the stamped digest.
    """
    if len(old.fences) != len(new.fences):
        return False
    parts, at = [], 0
    for old_block, new_block in zip(old.fences, new.fences, strict=True):
        parts += [new.text[at : start_of(new_block)], *_before(old_block, new_block, old, new)]
        at = new_block.end
    return is_stamped(stamp, "".join([*parts, new.text[at:]]))


def _before(old_block: Fence, new_block: Fence, old: Markup, new: Markup) -> Iterator[str]:
    """Yield annotation and code of the old version, as in the new one where they are the same.

    A pipeline may have changed what does not count, such as tabs.
    """
    is_kept = words_of(old_block.annotation) == words_of(new_block.annotation)
    block, side = (new_block, new) if is_kept else (old_block, old)
    yield side.text[start_of(block) : block.start]
    block, side = (new_block, new) if is_same(old_block, new_block) else (old_block, old)
    yield side.text[block.start : block.end]


def with_synced_code(old: Markup, new: Markup, target: Markup) -> Markup:
    """Return the old version with those code blocks of the new one that the translation has."""
    if len(old.fences) != len(new.fences):
        return _with_planned_code(old, new, target)
    if len(old.fences) != len(target.fences):
        return old
    found = zip(old.fences, new.fences, target.fences, strict=True)
    return replace(old, fences=tuple(starmap(_present, found)))


def _with_planned_code(old: Markup, new: Markup, target: Markup) -> Markup:
    """Return the old version without the removed blocks that the translation has lost, too."""
    try:
        plan = block_plan(old, new, target)
    except Refused:
        return old
    fences = []
    for step, block in plan.present():
        if step.old is not None:
            there = old.fences[step.old]
            now = new.fences[step.new] if step.new is not None else there
            fences.append(_present(there, now, block))
    return replace(old, fences=tuple(fences))


def _present(old_block: Fence, new_block: Fence, target_block: Fence) -> Fence:
    """Return the block of the old version, with what the translation already has of the new one."""
    if (old_block.info, old_block.body.text) != (new_block.info, new_block.body.text) and is_same(
        new_block, target_block
    ):
        body = Span(new_block.body.text, old_block.body.start, old_block.body.end)
        old_block = old_block._replace(info=new_block.info, body=body)
    if (
        old_block.annotation
        and new_block.annotation
        and words_of(new_block.annotation) == words_of(target_block.annotation)
    ):
        old_block = old_block._replace(
            annotation=old_block.annotation._replace(text=new_block.annotation.text)
        )
    return old_block


def _fences(old: Markup, new: Markup, target: Markup, *, removes: bool = True) -> BlockChanges:
    """Return the changes of code blocks. Raise `Refused` if they do not correspond."""
    if len(old.fences) != len(new.fences):
        return block_plan(old, new, target, removes=removes).changes()
    if len(old.fences) != len(target.fences):
        raise Refused("a code block was added or removed")
    if section_numbers(old) != section_numbers(target):
        raise Refused("a code block is in a different section")
    changes: list[BlockChange] = []
    left: list[str] = []
    for before, after, there in zip(old.fences, new.fences, target.fences, strict=True):
        try:
            changes += changes_of(before, after, there, new)
        except Refused as reason:
            left.append(f"line {target.places.location(there.start).line}: {reason}")
    return BlockChanges(tuple(changes), tuple(left))


def _comments(old: Markup, new: Markup, target: Markup) -> Iterator[BlockChange]:
    """Yield changes of comments without a code block, such as the annotation of the page."""
    before, after, there = (list(map(words_of, side.comments)) for side in (old, new, target))
    if after in (before, there):
        return
    if not len(before) == len(after) == len(there) or before != there:
        raise RefusedBesideCode("a comment was added or removed, or differs in the translation")
    for old_comment, new_comment, target_comment in zip(
        old.comments, new.comments, target.comments, strict=True
    ):
        if words_of(old_comment) != words_of(new_comment):
            yield BlockChange(
                target_comment.start,
                target_comment.end,
                new.text[new_comment.start : new_comment.end],
            )


def _entries(old: Markup, new: Markup, target: Markup) -> Iterator[BlockChange]:
    before, after = metadata(old), metadata(new)
    if before == after:
        return
    if not target.front_matter or _is_nested(old) or _is_nested(new):
        raise RefusedBesideCode("cannot sync multi-line front matter values")
    written = {entry.key: entry for entry in new.front_matter}
    there = {entry.key: entry for entry in target.front_matter}
    for key in [*before, *(key for key in after if key not in before)]:
        if before.get(key) != after.get(key):
            yield from _entry(written.get(key), there.get(key), before.get(key), target)


def _entry(
    now: FrontMatterEntry | None, there: FrontMatterEntry | None, before: str | None, target: Markup
) -> Iterator[BlockChange]:
    if now and there and now.content == there.content:
        return
    if there and there.content != before:
        raise RefusedBesideCode(f"front matter `{there.key}` differs in the translation")
    if now and there:
        lead = " " if target.text[there.value.start - 1] == ":" else ""
        yield BlockChange(there.value.start, there.value.end, f"{lead}{now.value.text}")
    elif now:
        end = target.text.index("\n", target.front_matter[-1].value.end)
        yield BlockChange(end, end, f"\n{now.key}: {now.value.text}")
    elif there:
        yield _without(there, target)


def _without(entry: FrontMatterEntry, target: Markup) -> BlockChange:
    """Return the change that removes the line of an entry."""
    start = target.text.rfind("\n", 0, entry.value.start) + 1
    return BlockChange(start, target.text.index("\n", entry.value.end) + 1, "")


def _is_nested(outline: Markup) -> bool:
    """Return True if the front matter has entries that are not plain text on one line."""
    return not all(entry.is_plain for entry in outline.front_matter)


def _stamped(new: Markup, target: Markup, stamp: Stamp) -> BlockChange:
    entry = next(entry for entry in target.front_matter if entry.key == _HASH)
    short, long = digests(new.page)
    return BlockChange(
        entry.value.start, entry.value.end, short if len(stamp.digest) == 40 else long
    )


def _committed(target: Markup, stamp: Stamp, commit: str) -> BlockChange:
    entry = next(entry for entry in target.front_matter if entry.key == stamp.commit_key)
    start = entry.value.start + entry.value.text.lower().index(stamp.commit)
    return BlockChange(start, start + len(stamp.commit), commit)


def _edit(target: Markup, change: BlockChange) -> Edit:
    span = target.places.span(change.start, change.end)
    if span is None:
        raise Refused("the changed text is split by bilingual spans")
    start, end = (target.places.place(offset) for offset in span)
    return Edit(start=start, end=end, text=change.text)
