"""Evaluate expressions within limits of time and memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from docreplay.model.time_limit import SECONDS, TimeIsUp, memory_limit, time_limit
from docreplay.story.values import EvaluationError

_T = TypeVar("_T")
_MOST = 100_000
"""Nodes and values that an expression selects at most."""


@contextmanager
def bounded(what: str) -> Iterator[None]:
    """Evaluate an expression in the body.

    Raises `EvaluationError` if it takes too long or too much memory, or is nested too deeply.
    """
    try:
        with confined(what), time_limit():
            yield
    except TimeIsUp:
        raise EvaluationError(f"{what} takes longer than {SECONDS:g} s") from None


@contextmanager
def confined(what: str) -> Iterator[None]:
    """Make a value of expressions, each of which is bounded itself; raises as `bounded` does."""
    try:
        with memory_limit():
            yield
    except MemoryError:
        raise EvaluationError(f"{what} takes too much memory") from None
    except RecursionError:
        raise EvaluationError(f"{what} is nested too deeply") from None


def at_most(found: Iterable[_T], what: str) -> list[_T]:
    """Return what an expression selects. Raises `EvaluationError` if that is too much."""
    items = list(islice(found, _MOST + 1))
    if len(items) > _MOST:
        raise EvaluationError(f"{what} selects more than {_MOST:,} values")
    return items
