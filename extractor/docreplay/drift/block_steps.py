"""Which code blocks of a page were changed, added and removed, and what is not certain about each.

The blocks of two versions of a page correspond if they are equal, or have the same heading path,
annotation and language. It is certain where an added block belongs only between two blocks of its
section that are there in both versions, and directly beside one of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docreplay.drift.block_changes import start_of, words_of
from docreplay.drift.block_places import BlockPlace, heading_paths, places
from docreplay.drift.normalize import code
from docreplay.drift.runs import Stretch, runs
from docreplay.model.markup.markup import Fence, Markup

_NAMES = re.compile(r'"(?:blockType|name)"\s*:\s*"[^"]*"')


class BlockStep(NamedTuple):
    """A code block of one version or of both, by its number in each."""

    old: int | None
    new: int | None
    reason: str = ""
    """Why it is not certain where it belongs, or whether it is the same."""

    @property
    def is_pair(self) -> bool:
        """Whether both versions have it."""
        return self.old is not None and self.new is not None


def block_steps(old: Markup, new: Markup) -> tuple[BlockStep, ...]:
    """Return the blocks of both versions in order, each with the reason why it is not certain."""
    return tuple(_certain(_steps(old, new), old, new))


def _steps(old: Markup, new: Markup) -> Iterator[BlockStep]:
    """Yield the blocks of both versions in order: equal ones, and those with the same key."""
    before, after = places(old), places(new)
    one = [_content(*item) for item in zip(before, old.fences, strict=True)]
    other = [_content(*item) for item in zip(after, new.fences, strict=True)]
    keys = [_key(*item) for item in zip(before, old.fences, strict=True)]
    others = [_key(*item) for item in zip(after, new.fences, strict=True)]
    for run in runs(one, other):
        if run.is_equal:
            yield from _pairs(run, 0, 0)
        else:
            yield from _by_key(keys[run.low : run.high], others[run.start : run.end], run)


def _by_key(keys: Sequence[str], others: Sequence[str], outer: Stretch) -> Iterator[BlockStep]:
    if keys == others:
        yield from _pairs(outer, 0, 0)
        return
    is_unclear = any(number > 1 for side in (keys, others) for number in Counter(side).values())
    reason = "it is not clear which code block was added or removed" if is_unclear else ""
    for run in runs(keys, others):
        if run.is_equal and not is_unclear:
            yield from _pairs(run, outer.low, outer.start)
        else:
            yield from (BlockStep(outer.low + at, None, reason) for at in range(run.low, run.high))
            yield from (
                BlockStep(None, outer.start + at, reason) for at in range(run.start, run.end)
            )


def _pairs(run: Stretch, low: int, start: int) -> Iterator[BlockStep]:
    for at in range(run.high - run.low):
        yield BlockStep(low + run.low + at, start + run.start + at)


def _content(place: BlockPlace, fence: Fence) -> str:
    parts = (*place.path, words_of(fence.annotation) or "", fence.info, code(fence.body.text))
    return "\0".join(parts)


def _key(place: BlockPlace, fence: Fence) -> str:
    names = _NAMES.findall(fence.annotation.text) if fence.annotation else []
    return "\0".join((*place.path, *sorted(names), fence.info))


def _certain(steps: Iterable[BlockStep], old: Markup, new: Markup) -> Iterator[BlockStep]:
    """Yield the steps, each with the reason why it is not certain."""
    doubts = _Doubts(old, new)
    found = [step._replace(reason=step.reason or doubts.of(step)) for step in steps]
    unclear = {
        step: reason
        for low, high, group in groups_of(found)
        if (reason := doubts.of_group(low, high, group))
        for step in group
    }
    between = {step for *_, group in groups_of(found) for step in group}
    for step in found:
        is_apart = step.old is None and step not in between
        outside = "an added code block is not between two that were there" if is_apart else ""
        yield step._replace(reason=step.reason or unclear.get(step, outside))


class _Doubts:
    """Why changes of blocks between two versions are not certain."""

    def __init__(self, old: Markup, new: Markup) -> None:
        self._old, self._new = old, new
        self._before, self._after = places(old), places(new)
        self._leads = {place.lead for place in self._before} - {""}
        self._paths = heading_paths(new)
        sides = ((self._before, old), (self._after, new))
        self._gone, self._there = (
            Counter(map(_content, found, side.fences)) for found, side in sides
        )

    def of(self, step: BlockStep) -> str:
        """Return why a block may be a different one, or at a different place; `""` if not."""
        if step.old is not None and step.new is not None:
            one, other = self._before[step.old], self._after[step.new]
            is_moved = one.lead != other.lead and other.lead in self._leads
            return "a code block was moved" if is_moved else ""
        if step.old is not None:
            place = self._before[step.old]
            key = _content(place, self._old.fences[step.old])
            if place.path not in self._paths:
                return "a code block was removed with its section"
            is_twice = self._gone[key] > 1 or self._there[key]
            return "a removed code block is on the page more than once" if is_twice else ""
        number = number_of(step.new)
        key = _content(self._after[number], self._new.fences[number])
        is_twice = self._there[key] > 1 or self._gone[key]
        return "an added code block is on the page more than once" if is_twice else ""

    def of_group(self, low: BlockStep, high: BlockStep, group: Sequence[BlockStep]) -> str:
        """Return why it is not certain where added blocks belong in a translation."""
        if any(step.reason for step in (low, *group, high)):
            return "an added code block is beside one that is not certain"
        numbers = [number_of(step.new) for step in (low, *group, high)]
        blocks = [self._new.fences[number] for number in numbers]
        if len({self._after[number].path for number in numbers}) > 1:
            return "an added code block is at the edge of its section"
        if not all(block.annotation for block in blocks[1:-1]):
            return "an added code block has no annotation"
        if not all(block.is_exact for block in blocks):
            return "an added code block is in a list or quote, or beside a block that is"
        text = self._new.text
        gaps = [bool(text[one.end : start_of(next_)].strip()) for one, next_ in pairwise(blocks)]
        is_alone = any(gaps[1:-1]) or (gaps[0] and gaps[-1])
        return "an added code block has text before and behind it" if is_alone else ""


Group = tuple[BlockStep, BlockStep, list[BlockStep]]
"""The blocks before and behind added blocks, and these."""


def groups_of(steps: Sequence[BlockStep]) -> Iterator[Group]:
    """Yield the added blocks that are between two blocks of both versions."""
    low: BlockStep | None = None
    group: list[BlockStep] = []
    for step in steps:
        if step.is_pair:
            if low and group:
                yield low, step, group
            low, group = step, []
        elif step.old is None:
            group.append(step)
        else:
            low, group = None, []


def number_of(number: int | None) -> int:
    """Return a number that the caller knows to be there."""
    assert number is not None  # noqa: S101  # the caller has looked
    return number
