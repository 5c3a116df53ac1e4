"""Progress of a run, as flows report it and a terminal draws it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with the number of pages (or cases) that are done, and the number of all."""


def quiet(_done: int, _total: int) -> None:
    """Draw nothing."""
