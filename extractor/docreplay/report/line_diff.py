"""Which lines two versions of a page share, in time that grows with the pages.

`difflib` compares each line with all that equal it, and pages have thousands of equal lines. So
lines that occur once in both versions divide the pages (patience diff), and `difflib` compares what
is between them if it is short.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

_SHORT = 1_000
"""Lines up to which `difflib` is used alone."""
_MOST_PAIRS = 100_000
"""Pairs of lines between two shared ones, above which these count as different."""
_DEEPEST = 8
"""How often a part is divided again."""


class LineMatcher(SequenceMatcher[str]):
    """A matcher of lines; its blocks are those of `difflib` for versions that are short."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(None, before, after)
        self._before, self._after = before, after
        self._blocks: list[Match] | None = None

    def get_matching_blocks(self) -> list[Match]:
        """Return the runs of lines that both versions have, in order, with an empty one last."""
        if max(len(self._before), len(self._after)) <= _SHORT:
            return super().get_matching_blocks()
        if self._blocks is None:
            pairs = _pairs(self._before, self._after)
            self._blocks = [*_joined(pairs), Match(len(self._before), len(self._after), 0)]
        return self._blocks


def _joined(pairs: Iterator[tuple[int, int]]) -> Iterator[Match]:
    """Yield the blocks of pairs of lines that are in order."""
    start: Match | None = None
    for a, b in pairs:
        if start and (a, b) == (start.a + start.size, start.b + start.size):
            start = Match(start.a, start.b, start.size + 1)
            continue
        if start:
            yield start
        start = Match(a, b, 1)
    if start:
        yield start


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of shared lines, in order."""
    waiting = [(0, len(before), 0, len(after), 0)]
    while waiting:
        a, a_end, b, b_end, depth = waiting.pop()
        while a < a_end and b < b_end and before[a] == after[b]:
            yield a, b
            a, b = a + 1, b + 1
        if a == a_end or b == b_end:
            continue
        anchors = _anchors(before[a:a_end], after[b:b_end]) if depth < _DEEPEST else []
        if not anchors:
            yield from _compared(before[a:a_end], after[b:b_end], a, b)
            continue
        starts = [(a, b), *((a + x, b + y) for x, y in anchors)]
        ends = [*starts[1:], (a_end, b_end)]
        parts = [(*start, *end) for start, end in zip(starts, ends, strict=True)]
        waiting += [(x, x_end, y, y_end, depth + 1) for x, y, x_end, y_end in reversed(parts)]


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the most lines that occur once in both and are in the same order in both."""
    once_before, once_after = Counter(before), Counter(after)
    places = {line: at for at, line in enumerate(after) if once_after[line] == 1}
    tails: list[int] = []
    chains: list[tuple[int, int, int]] = []
    lasts: list[int] = []
    for a, line in enumerate(before):
        if once_before[line] != 1 or line not in places:
            continue
        b = places[line]
        length = bisect_left(tails, b)
        chains.append((a, b, lasts[length - 1] if length else -1))
        tails[length : length + 1] = [b]
        lasts[length : length + 1] = [len(chains) - 1]
    found = []
    at = lasts[-1] if lasts else -1
    while at >= 0:
        a, b, at = chains[at]
        found.append((a, b))
    return found[::-1]


def _compared(
    before: Sequence[str], after: Sequence[str], a: int, b: int
) -> Iterator[tuple[int, int]]:
    """Yield the shared lines of a part, without further division; none if it is long."""
    end = 0
    while end < min(len(before), len(after)) and before[-1 - end] == after[-1 - end]:
        end += 1
    before, after = before[: len(before) - end], after[: len(after) - end]
    if len(before) * len(after) <= _MOST_PAIRS:
        for block in SequenceMatcher(None, before, after).get_matching_blocks():
            yield from ((a + block.a + i, b + block.b + i) for i in range(block.size))
    yield from ((a + len(before) + i, b + len(after) + i) for i in range(end))
