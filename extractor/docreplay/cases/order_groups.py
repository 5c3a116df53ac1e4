"""Pages whose order depends on each other: pairs of them, and a cycle."""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from docreplay.cases.order import groups_of, must_precede
from docreplay.model.case import Case


def order_cycle(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return the paths of pages of which each must be sent before the next one of them.

    The last must be sent before the first. There are none if every page can wait for the others.
    """
    groups = groups_of(cases)
    try:
        TopologicalSorter(must_precede(groups)).prepare()
    except CycleError as error:
        numbers: list[int] = error.args[1]
        return tuple(dict.fromkeys(groups[number][0].page.path for number in numbers))
    return ()


def order_pairs(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    """Yield the paths of two pages of which one must be sent before the other."""
    groups = groups_of(cases)
    paths = [items[0].page.path for items in groups]
    for number, others in must_precede(groups).items():
        yield from ((paths[number], paths[other]) for other in others)
