"""How the time of a piece of work grows with its size."""

from collections.abc import Callable
from time import process_time

_ROUNDS = 40


def grows_at_most(small: Callable[[], object], large: Callable[[], object], factor: float) -> bool:
    """Return True if `large` takes at most `factor` times the processor time of `small`.

    Only the fastest of several rounds count, and both are measured in turn: other programs make
    single rounds slower, never faster. A busy machine needs more rounds and gets the same result.
    """
    fast = slow = float("inf")
    for _ in range(_ROUNDS):
        fast, slow = min(fast, _seconds(small)), min(slow, _seconds(large))
        if slow <= factor * fast:
            return True
    return False


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
