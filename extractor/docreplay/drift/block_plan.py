"""The code blocks of two versions of a source beside those of a translation.

A block is inserted into a translation only where its place is certain, and one is removed only
where it is the old one byte for byte. Whatever is not certain is named, with its line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.drift.block_changes import (
    BlockChange,
    Refused,
    changes_of,
    is_same,
    section_numbers,
    start_of,
)
from docreplay.drift.block_steps import BlockStep, block_steps, groups_of, number_of
from docreplay.model.markup.markup import Fence, Markup


class BlockChanges(NamedTuple):
    """Changes of the code of a translation, and what is left to a person."""

    changes: tuple[BlockChange, ...]
    left: tuple[str, ...] = ()
    """Each with its line, in the translation or in the source."""


@dataclass(frozen=True)
class BlockPlan:
    """The blocks of two versions of a source, beside those of a translation."""

    old: Markup
    new: Markup
    target: Markup
    steps: tuple[BlockStep, ...]
    """Those that the translation has, in its order, and those to insert into it."""
    is_done: bool
    """Whether the translation has the new blocks, and has lost the removed ones."""
    removes: bool = True
    """Whether the old version is exact: the hidden text of a bilingual page has its own code."""

    def present(self) -> Iterator[tuple[BlockStep, Fence]]:
        """Yield the steps that the translation has a block for, with that block."""
        yield from zip(_present(self.steps, self.is_done), self.target.fences, strict=True)

    def changes(self) -> BlockChanges:
        """Return what is certain of the changes, and what is not."""
        changes: list[BlockChange] = []
        left: list[str] = []
        for step, block in self.present():
            line = self.target.places.location(block.start).line
            try:
                changes += self._of_block(step, block)
            except Refused as reason:
                left.append(f"line {line}: {reason}")
        if not self.is_done:
            changes += self._insertions()
        added = (step for step in self.steps if step.old is None and step.reason)
        left += (f"source line {self._line(step)}: {step.reason}" for step in added)
        return BlockChanges(tuple(changes), tuple(left))

    def _line(self, step: BlockStep) -> int:
        assert step.new is not None  # noqa: S101  # it was added
        return self.new.places.location(self.new.fences[step.new].start).line

    def _of_block(self, step: BlockStep, block: Fence) -> Iterator[BlockChange]:
        if step.reason:
            raise Refused(step.reason)
        if step.old is not None and step.new is not None:
            old, new = self.old.fences[step.old], self.new.fences[step.new]
            yield from changes_of(old, new, block, self.new)
        elif step.old is not None:
            yield self._removal(self.old.fences[step.old], block)

    def _removal(self, old_block: Fence, block: Fence) -> BlockChange:
        """Return the removal of a block and the blank lines behind it."""
        if not self.removes:
            raise Refused("a removed code block cannot be compared with its exact source")
        before = self.old.text[start_of(old_block) : old_block.end]
        start, end = start_of(block), block.end
        if self.target.text[start:end].rstrip("\n") != before.rstrip("\n"):
            raise Refused("a removed code block differs in the translation")
        text = self.target.text
        while text[end : end + 1] == "\n":
            end += 1
        while end == len(text) and text.endswith("\n\n", 0, start):
            start -= 1
        is_apart = text.endswith("\n\n", 0, start) or start == 0 or end == len(text)
        return BlockChange(start, end, "" if is_apart else "\n")

    def _insertions(self) -> Iterator[BlockChange]:
        """Yield the blocks that belong directly behind another block, or directly before one."""
        blocks = dict(self.present())
        for low, high, group in groups_of(self.steps):
            if any(step.reason for step in group):
                continue
            if not (blocks[low].is_exact and blocks[high].is_exact):
                raise Refused("a code block beside an added one is in a list or quote")
            yield self._insertion(group, (low, blocks[low]), (high, blocks[high]))

    def _insertion(
        self, group: list[BlockStep], low: "_Neighbour", high: "_Neighbour"
    ) -> BlockChange:
        """Return the change that puts added blocks between two others, as the source has them."""
        first, last = (self.new.fences[number_of(group[at].new)] for at in (0, -1))
        text = self.new.text[start_of(first) : last.end].rstrip("\n")
        before, behind = (self.new.fences[number_of(step.new)] for step, _ in (low, high))
        old = (self.old.fences[number_of(step.old)] for step, _ in (low, high))
        there = _between(self.target, low[1], high[1])
        has_text = there + _between(self.new, before, first) + _between(self.new, last, behind)
        if not has_text.strip() and there == _between(self.old, *old):
            whole = _between(self.new, before, behind)
            return BlockChange(low[1].end, start_of(high[1]), whole)
        if _between(self.new, before, first).strip():
            return BlockChange(start_of(high[1]), start_of(high[1]), f"{text}\n\n")
        return BlockChange(low[1].end, low[1].end, f"\n{text}\n")


_Neighbour = tuple[BlockStep, Fence]
"""A block of all versions, and that of the translation."""


def _between(page: Markup, one: Fence, other: Fence) -> str:
    """Return the text between two blocks, without the annotation of the second."""
    return page.text[one.end : start_of(other)]


def block_plan(old: Markup, new: Markup, target: Markup, *, removes: bool = True) -> BlockPlan:
    """Return which blocks correspond, if their numbers differ.

    Without `removes`, none is removed. Raise `Refused` if the translation has neither the blocks of
    the old version nor those of the new one.
    """
    steps = block_steps(old, new)
    plans = [BlockPlan(old, new, target, steps, is_done, removes) for is_done in (False, True)]
    found = [plan for plan in plans if _has_place(plan)]
    if len(found) > 1 and _present(steps, True) != _present(steps, False):
        found = [plan for plan in found if _fits(plan)]
    if not found:
        raise Refused("a code block was added or removed")
    return found[0]


def _present(steps: Sequence[BlockStep], is_done: bool) -> list[BlockStep]:
    if is_done:
        return [step for step in steps if step.is_pair or bool(step.reason) == (step.new is None)]
    return [step for step in steps if step.old is not None]


def _has_place(plan: BlockPlan) -> bool:
    """Return True if the translation has the blocks of the steps, each below its heading."""
    present = _present(plan.steps, plan.is_done)
    if len(present) != len(plan.target.fences):
        return False
    sections, others = section_numbers(plan.old), section_numbers(plan.target)
    number = 0
    for step, there in zip(present, others, strict=True):
        number = sections[step.old] if step.old is not None else number
        if number != there:
            return False
    return True


def _fits(plan: BlockPlan) -> bool:
    """Return True if the blocks that only one version has are those of the translation."""
    for step, block in plan.present():
        if not step.is_pair:
            side, at = (plan.old, step.old) if step.new is None else (plan.new, step.new)
            if not is_same(side.fences[number_of(at)], block):
                return False
    return True
