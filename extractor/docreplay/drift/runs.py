"""Which runs of two sequences are equal and which differ, in time proportional to their length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_PAIRS = 40_000
"""Pairs of items up to which `difflib` compares: it takes quadratic time and more."""


class Stretch(NamedTuple):
    """Two stretches that are equal or differ: the first index of each, and the one behind it."""

    is_equal: bool
    low: int
    high: int
    start: int
    end: int

    @property
    def is_paired(self) -> bool:
        """Whether each item of one stretch has its counterpart in the other."""
        return self.high - self.low == self.end - self.start


def runs(source: Sequence[str], target: Sequence[str]) -> Iterator[Stretch]:
    """Yield the runs of two sequences in order.

    Long ones are divided at the items that each side has once (patience diff).
    """
    if len(source) * len(target) <= _PAIRS:
        yield from _compared(source, target, (0, 0), (len(source), len(target)))
        return
    at = (0, 0)
    for start, end in _anchors(source, target):
        yield from _compared(source, target, at, start)
        yield Stretch(True, start[0], end[0], start[1], end[1])
        at = end
    yield from _compared(source, target, at, (len(source), len(target)))


_Place = tuple[int, int]
"""An index of the source and one of the target."""


def _compared(
    source: Sequence[str], target: Sequence[str], at: _Place, end: _Place
) -> Iterator[Stretch]:
    source_part, target_part = source[at[0] : end[0]], target[at[1] : end[1]]
    if len(source_part) * len(target_part) > _PAIRS:
        yield Stretch(source_part == target_part, at[0], end[0], at[1], end[1])
        return
    for tag, low, high, first, last in SequenceMatcher(
        None, source_part, target_part, False
    ).get_opcodes():
        yield Stretch(tag == "equal", at[0] + low, at[0] + high, at[1] + first, at[1] + last)


def _anchors(source: Sequence[str], target: Sequence[str]) -> Iterator[tuple[_Place, _Place]]:
    """Yield start and end of the stretches that are equal around items that are there once."""
    low, high = _ends(source, target)
    behind = (len(source) - high, len(target) - high)
    inner = _unique(source[low : behind[0]], target[low : behind[1]])
    places = [(low + i, low + j) for i, j in inner]
    first = [(i, i) for i in range(low)]
    last = [(behind[0] + i, behind[1] + i) for i in range(high)]
    found = [*first, *places, *last]
    start = 0
    for index, (one, next_one) in enumerate(pairwise([*found, (-1, -1)]), start=1):
        if next_one != (one[0] + 1, one[1] + 1):
            yield found[start], (one[0] + 1, one[1] + 1)
            start = index


def _ends(source: Sequence[str], target: Sequence[str]) -> tuple[int, int]:
    """Return how many items at the start and at the end are equal."""
    most = min(len(source), len(target))
    low = next((i for i in range(most) if source[i] != target[i]), most)
    high = next((i for i in range(most - low) if source[-1 - i] != target[-1 - i]), most - low)
    return low, high


def _unique(source: Sequence[str], target: Sequence[str]) -> list[_Place]:
    """Return the places of items that each side has once, as far as their order is the same."""
    counts, others = Counter(source), Counter(target)
    places = {item: index for index, item in enumerate(target) if others[item] == 1}
    once = ((i, item) for i, item in enumerate(source) if counts[item] == 1)
    return _increasing([(i, places[item]) for i, item in once if item in places])


def _increasing(places: Sequence[_Place]) -> list[_Place]:
    """Return the longest subsequence that increases on both sides."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, (_, place) in enumerate(places):
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        at[length : length + 1] = [index]
        before.append(at[length - 1] if length else None)
    found, last = [], at[-1] if at else None
    while last is not None:
        found.append(places[last])
        last = before[last]
    return found[::-1]
