"""How much time a piece of work takes."""

from collections.abc import Callable
from time import process_time


def seconds(work: Callable[[], object]) -> float:
    """The least of the processor's time, of five times, that the work takes: undisturbed."""
    times = []
    for _ in range(5):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)
