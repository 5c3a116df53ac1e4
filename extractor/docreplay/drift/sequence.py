"""How two sequences answer each other: the cheapest steps that go through both."""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple


class Step(NamedTuple):
    """Two stretches that answer each other, each as first index and the one behind the last."""

    source: tuple[int, int]
    target: tuple[int, int]


Cost = Callable[[Step], float]
_SIZES = ((1, 1), (2, 1), (1, 2), (1, 0), (0, 1))
"""How many of the source's and of the target's a step may take."""


def cheapest(mine: int, theirs: int, cost: Cost) -> list[Step]:
    """The steps, in order, through two sequences of these lengths: one of each, two, or none."""
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
