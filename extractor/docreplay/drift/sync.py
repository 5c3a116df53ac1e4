"""Sync changes of a source that need no translator: code, annotations and metadata.

The prose of the translation keeps every byte. Nothing is synced if the blocks of both pages do not
correspond one to one, or if the block of the translation differs from both versions of its source:
a patch that guesses is worse than none. If other changes are left, so is the stamp.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import starmap
from typing import NamedTuple

from docreplay.drift.block_places import are_blocks_in_place, has_moved_code
from docreplay.drift.freshness import metadata
from docreplay.drift.normalize import code, words
from docreplay.drift.stamp import Stamp, digests, is_stamped
from docreplay.model.finding import Edit
from docreplay.model.markup.markup import Fence, FrontMatterEntry, HtmlComment, Markup, Span

_HASH = "ms.openlocfilehash"
_DRIFTED = "drifted_from_default"
"""The mark of an outdated page, which OpenTelemetry's script writes beside the commit."""


class Refused(Exception):
    """A page cannot be synced automatically; the message has the reason."""


class _Change(NamedTuple):
    """Part of the translation's text and its replacement."""

    start: int
    end: int
    text: str


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
    changes = [*_fences(old, new, target), *_comments(old, new, target)]
    if checks_places and not are_blocks_in_place(old, new):
        raise Refused("a code block was moved")
    if with_front:
        changes += _entries(old, new, target)
    if renews and stamp.origin == "page":
        changes += _stamps(new, target, stamp, commit)
    return tuple(_edit(target, change) for change in changes if _is_change(target, change))


def _stamps(new: Markup, target: Markup, stamp: Stamp, commit: str) -> Iterator[_Change]:
    if stamp.is_readable:
        yield _stamped(new, target, stamp)
    elif stamp.names_commit and not commit:
        raise Refused("the clone of the source does not contain its current version")
    if stamp.names_commit and commit:
        yield _committed(target, stamp, commit)
    drifted = next((item for item in target.front_matter if item.key == _DRIFTED), None)
    if drifted:
        yield _without(drifted, target)


def _is_change(target: Markup, change: _Change) -> bool:
    return target.text[change.start : change.end] != change.text


def synced_code(old: Markup, new: Markup, target: Markup) -> tuple[Edit, ...]:
    """Return the edits that update only the code blocks of a translation, and their annotations.

    Raise `Refused` if they cannot be updated.
    """
    changes = tuple(_fences(old, new, target))
    if has_moved_code(old, new):
        raise Refused("a code block was moved")
    return tuple(_edit(target, change) for change in changes)


def is_rest_equal(old: Markup, new: Markup, stamp: Stamp) -> bool:
    """Return True if two versions differ only in code blocks, as the stamp of the old one proves.

    `old` is the text on a bilingual page, which lacks the front matter of its version: that was
    equal if the new version, with the old code blocks, has the stamped digest.
    """
    if len(old.fences) != len(new.fences):
        return False
    parts, at = [], 0
    for old_block, new_block in zip(old.fences, new.fences, strict=True):
        parts += [new.text[at : _start(new_block)], *_before(old_block, new_block, old, new)]
        at = new_block.end
    return is_stamped(stamp, "".join([*parts, new.text[at:]]))


def _before(old_block: Fence, new_block: Fence, old: Markup, new: Markup) -> Iterator[str]:
    """Yield annotation and code of the old version, as in the new one where they are the same.

    A pipeline may have changed what does not count, such as tabs.
    """
    is_kept = _words(old_block.annotation) == _words(new_block.annotation)
    block, side = (new_block, new) if is_kept else (old_block, old)
    yield side.text[_start(block) : block.start]
    block, side = (new_block, new) if _is_same(old_block, new_block) else (old_block, old)
    yield side.text[block.start : block.end]


def with_synced_code(old: Markup, new: Markup, target: Markup) -> Markup:
    """Return the old version with those code blocks of the new one that the translation has."""
    if not len(old.fences) == len(new.fences) == len(target.fences):
        return old
    found = zip(old.fences, new.fences, target.fences, strict=True)
    return replace(old, fences=tuple(starmap(_present, found)))


def _present(old_block: Fence, new_block: Fence, target_block: Fence) -> Fence:
    """Return the block of the old version, with what the translation already has of the new one."""
    if (old_block.info, old_block.body.text) != (new_block.info, new_block.body.text) and _is_same(
        new_block, target_block
    ):
        body = Span(new_block.body.text, old_block.body.start, old_block.body.end)
        old_block = old_block._replace(info=new_block.info, body=body)
    if (
        old_block.annotation
        and new_block.annotation
        and _words(new_block.annotation) == _words(target_block.annotation)
    ):
        old_block = old_block._replace(
            annotation=old_block.annotation._replace(text=new_block.annotation.text)
        )
    return old_block


def _is_same(one: Fence, other: Fence) -> bool:
    return code(one.body.text) == code(other.body.text) and one.info == other.info


def _start(fence: Fence) -> int:
    return fence.annotation.start if fence.annotation else fence.start


def _fences(old: Markup, new: Markup, target: Markup) -> Iterator[_Change]:
    if not len(old.fences) == len(new.fences) == len(target.fences):
        raise Refused("a code block was added or removed")
    if _sections(old) != _sections(target):
        raise Refused("a code block is in a different section")
    for old_block, new_block, target_block in zip(
        old.fences, new.fences, target.fences, strict=True
    ):
        if not _is_same(old_block, new_block) and not _is_same(new_block, target_block):
            yield _fence(old_block, new_block, target_block, new)
        yield from _annotation(old_block, new_block, target_block, new)


def _sections(outline: Markup) -> list[int]:
    """Return the number of headings before each code block."""
    starts = sorted(heading.start for heading in outline.headings)
    return [bisect_left(starts, fence.start) for fence in outline.fences]


def _fence(old_block: Fence, new_block: Fence, target_block: Fence, new: Markup) -> _Change:
    if not (new_block.is_exact and target_block.is_exact):
        raise Refused("a changed code block is indented, or in a list or quote")
    if code(old_block.body.text) != code(target_block.body.text):
        raise Refused("a changed code block differs in the translation")
    return _Change(target_block.start, target_block.end, new.text[new_block.start : new_block.end])


def _annotation(
    old_block: Fence, new_block: Fence, target_block: Fence, new: Markup
) -> Iterator[_Change]:
    before, after, there = old_block.annotation, new_block.annotation, target_block.annotation
    if _words(before) == _words(after) or _words(after) == _words(there):
        return
    if _words(before) != _words(there):
        raise Refused("a changed annotation differs in the translation")
    if after and there:
        yield _Change(there.start, there.end, new.text[after.start : after.end])
    elif after:
        yield _Change(
            target_block.start, target_block.start, new.text[after.start : new_block.start]
        )
    elif there:
        yield _Change(there.start, target_block.start, "")


def _words(comment: HtmlComment | None) -> str | None:
    return words(comment.text) if comment else None


def _comments(old: Markup, new: Markup, target: Markup) -> Iterator[_Change]:
    """Yield changes of comments without a code block, such as the annotation of the page."""
    before, after, there = (list(map(_words, side.comments)) for side in (old, new, target))
    if after in (before, there):
        return
    if not len(before) == len(after) == len(there) or before != there:
        raise Refused("a comment was added or removed, or differs in the translation")
    for old_comment, new_comment, target_comment in zip(
        old.comments, new.comments, target.comments, strict=True
    ):
        if _words(old_comment) != _words(new_comment):
            yield _Change(
                target_comment.start,
                target_comment.end,
                new.text[new_comment.start : new_comment.end],
            )


def _entries(old: Markup, new: Markup, target: Markup) -> Iterator[_Change]:
    before, after = metadata(old), metadata(new)
    if before == after:
        return
    if not target.front_matter or _is_nested(old) or _is_nested(new):
        raise Refused("cannot sync multi-line front matter values")
    written = {entry.key: entry for entry in new.front_matter}
    there = {entry.key: entry for entry in target.front_matter}
    for key in [*before, *(key for key in after if key not in before)]:
        if before.get(key) != after.get(key):
            yield from _entry(written.get(key), there.get(key), before.get(key), target)


def _entry(
    now: FrontMatterEntry | None, there: FrontMatterEntry | None, before: str | None, target: Markup
) -> Iterator[_Change]:
    if now and there and now.content == there.content:
        return
    if there and there.content != before:
        raise Refused(f"front matter `{there.key}` differs in the translation")
    if now and there:
        lead = " " if target.text[there.value.start - 1] == ":" else ""
        yield _Change(there.value.start, there.value.end, f"{lead}{now.value.text}")
    elif now:
        end = target.text.index("\n", target.front_matter[-1].value.end)
        yield _Change(end, end, f"\n{now.key}: {now.value.text}")
    elif there:
        yield _without(there, target)


def _without(entry: FrontMatterEntry, target: Markup) -> _Change:
    """Return the change that removes the line of an entry."""
    start = target.text.rfind("\n", 0, entry.value.start) + 1
    return _Change(start, target.text.index("\n", entry.value.end) + 1, "")


def _is_nested(outline: Markup) -> bool:
    """Return True if the front matter has entries that are not plain text on one line."""
    return not all(entry.is_plain for entry in outline.front_matter)


def _stamped(new: Markup, target: Markup, stamp: Stamp) -> _Change:
    entry = next(entry for entry in target.front_matter if entry.key == _HASH)
    short, long = digests(new.page)
    return _Change(entry.value.start, entry.value.end, short if len(stamp.digest) == 40 else long)


def _committed(target: Markup, stamp: Stamp, commit: str) -> _Change:
    entry = next(entry for entry in target.front_matter if entry.key == stamp.commit_key)
    start = entry.value.start + entry.value.text.lower().index(stamp.commit)
    return _Change(start, start + len(stamp.commit), commit)


def _edit(target: Markup, change: _Change) -> Edit:
    span = target.places.span(change.start, change.end)
    if span is None:
        raise Refused("the changed text is split by bilingual spans")
    start, end = (target.places.place(offset) for offset in span)
    return Edit(start=start, end=end, text=change.text)
