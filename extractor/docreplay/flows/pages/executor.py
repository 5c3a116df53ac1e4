"""Spread work over processes or threads: results in order, memory flat."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_SAFE_PATH = "PYTHONSAFEPATH"
_IN_FLIGHT = 16
"""Maximum number of chunks that are in work or wait to be fetched: enough for many workers."""


@contextmanager
def safe_children() -> Iterator[None]:
    """Keep Python processes that are started in this context from importing the current folder.

    It may be a checkout of an untrusted pull request, with a `json.py`. `python -c`, by which
    worker processes are started, would put it first (PYTHONSAFEPATH, Python 3.11).
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


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
