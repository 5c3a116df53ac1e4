"""Align two sequences by the cheapest steps through both."""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple


class AlignmentStep(NamedTuple):
    """Corresponding ranges of two sequences, each from its first index up to its end."""

    source: tuple[int, int]
    target: tuple[int, int]


Cost = Callable[[AlignmentStep], float]
_CELLS = 10_000
"""Pairs of items up to which all ways are compared; of longer sequences, those within a window."""
_WINDOW = 40
_SIZES = ((1, 1), (2, 1), (1, 2), (1, 0), (0, 1))
"""Numbers of source and target items that a step may take."""


def cheapest_steps(source_size: int, target_size: int, cost: Cost) -> list[AlignmentStep]:
    """Return the cheapest steps, in order, through two sequences of these lengths."""
    steps: list[AlignmentStep] = []
    low = start = 0
    while (source_size - low) * (target_size - start) > _CELLS:
        high, end = min(low + _WINDOW, source_size), min(start + _WINDOW, target_size)
        steps += _cheapest((low, high), (start, end), cost)[: _WINDOW // 2]
        low, start = steps[-1].source[1], steps[-1].target[1]
    return steps + _cheapest((low, source_size), (start, target_size), cost)


def _cheapest(source: tuple[int, int], target: tuple[int, int], cost: Cost) -> list[AlignmentStep]:
    """Return the steps from the first of two indexes to the second of them."""
    first = (source[0], target[0])
    best: dict[tuple[int, int], tuple[float, AlignmentStep]] = {}
    for i, j in product(range(source[0], source[1] + 1), range(target[0], target[1] + 1)):
        for down, right in _SIZES:
            if i - down < first[0] or j - right < first[1]:
                continue
            step = AlignmentStep((i - down, i), (j - right, j))
            before = best[i - down, j - right][0] if (i - down, j - right) != first else 0.0
            total = before + cost(step)
            if (i, j) not in best or total < best[i, j][0]:
                best[i, j] = (total, step)
    steps: list[AlignmentStep] = []
    at = (source[1], target[1])
    while at != first:
        step = best[at][1]
        steps.append(step)
        at = (step.source[0], step.target[0])
    return steps[::-1]
