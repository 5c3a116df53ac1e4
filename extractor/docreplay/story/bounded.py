"""Evaluate expressions within a limit of time."""

from collections.abc import Iterator
from contextlib import contextmanager

from docreplay.model.time_limit import SECONDS, TimeIsUp, time_limit
from docreplay.story.values import EvaluationError


@contextmanager
def bounded(what: str) -> Iterator[None]:
    """Evaluate an expression in the body. Raises `EvaluationError` if it takes too long."""
    try:
        with time_limit():
            yield
    except TimeIsUp:
        raise EvaluationError(f"{what} takes longer than {SECONDS:g} s") from None
