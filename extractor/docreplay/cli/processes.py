"""Work of a command: in how many processes, and with how much garbage collection."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

import click


def processes_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `-n` to a command, which is called with `processes`."""
    option = click.option(
        "-n",
        "processes",
        type=click.IntRange(1),
        metavar="NUMBER",
        help="Number of worker processes.",
    )
    return option(function)


@contextmanager
def workers(number: int | None) -> Iterator[Executor | None]:
    """Yield an executor of that many processes; None for one process, which is this one."""
    if not number or number == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(number) as executor:
        yield executor


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect garbage less often: a command that keeps much in memory makes few reference cycles.

    Each full collection goes through all that is kept. The process is the command's own, and the
    old thresholds are set again afterwards.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
