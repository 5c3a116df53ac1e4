"""Time and peak memory of one step, in a process of its own so that none disturbs another."""

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context


@dataclass(frozen=True, slots=True)
class Figures:
    """What a step cost: seconds, peak memory in MB, and what it returned."""

    seconds: float
    megabytes: float
    count: int


def measure(step: Callable[..., int], *arguments: object) -> Figures:
    """Runs `step(*arguments)` in a fresh process; it returns how many things it did."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        return executor.submit(_run, step, arguments).result()


def _run(step: Callable[..., int], arguments: tuple[object, ...]) -> Figures:
    before = time.perf_counter()
    count = step(*arguments)
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(seconds, peak, count)
