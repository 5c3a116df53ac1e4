"""Spread work over processes or threads: results in order, memory flat."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_IN_FLIGHT = 16
"""Maximum number of chunks that are in work or wait to be fetched: enough for many workers."""


def spread(
    executor: Executor,
    work: Callable[[Sequence[_Item]], Iterable[_Result]],
    items: Iterable[_Item],
    *,
    size: int,
) -> Iterator[_Result]:
    """Yield what the work yields for the items, in their order; it gets `size` of them at a time.

    Any executor of `concurrent.futures` works; for one of processes, the work, the items and the
    results must be picklable. An error of the work is raised here, in its turn.
    """
    remaining = iter(items)
    running: deque[Future[list[_Result]]] = deque()
    for chunk in iter(lambda: tuple(islice(remaining, size)), ()):
        running.append(executor.submit(partial(_listed, work), chunk))
        if len(running) == _IN_FLIGHT:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


def _listed(
    work: Callable[[Sequence[_Item]], Iterable[_Result]], chunk: Sequence[_Item]
) -> list[_Result]:
    """Return the results as a list, which can be sent to another process."""
    return list(work(chunk))
