"""Align two sequences by the cheapest steps through both."""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple


class Step(NamedTuple):
    """Corresponding ranges of two sequences, each from its first index up to its end."""

    source: tuple[int, int]
    target: tuple[int, int]


Cost = Callable[[Step], float]
_SIZES = ((1, 1), (2, 1), (1, 2), (1, 0), (0, 1))
"""Numbers of source and target items that a step may take."""


def cheapest_steps(mine: int, theirs: int, cost: Cost) -> list[Step]:
    """Return the cheapest steps, in order, through two sequences of these lengths."""
    best: dict[tuple[int, int], tuple[float, Step]] = {}
    for i, j in product(range(mine + 1), range(theirs + 1)):
        for down, right in _SIZES:
            if i < down or j < right:
                continue
            step = Step((i - down, i), (j - right, j))
            before = best[i - down, j - right][0] if (i, j) != (down, right) else 0.0
            total = before + cost(step)
            if (i, j) not in best or total < best[i, j][0]:
                best[i, j] = (total, step)
    steps, at = [], (mine, theirs)
    while at != (0, 0):
        step = best[at][1]
        steps.append(step)
        at = (step.source[0], step.target[0])
    return steps[::-1]
