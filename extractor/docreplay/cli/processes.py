"""The option `-n`: work in several processes."""

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
