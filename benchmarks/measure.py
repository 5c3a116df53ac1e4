"""Times and peak memory of a step, in a process of its own so that none disturbs another."""

import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """What a step cost: seconds, peak memory of its largest process in MB, what it returned."""

    seconds: float
    processor: float
    """Seconds that the processor worked, in all its processes."""
    megabytes: float
    count: int


def measure(step: Callable[..., int], *arguments: object) -> Figures:
    """Run `step(*arguments)` in a fresh process; it returns how many things it did."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        return executor.submit(_run, step, arguments).result()


def best(*steps: tuple[Any, ...], rounds: int = 3) -> list[Figures]:
    """Return the fastest of several rounds of each step and its arguments.

    The steps take turns, so that a machine that is slower for a while is so for all of them.
    """
    runs = [[measure(*step) for step in steps] for _ in range(rounds)]
    return [min(found, key=lambda figures: figures.processor) for found in zip(*runs, strict=True)]


def _run(step: Callable[..., int], arguments: tuple[object, ...]) -> Figures:
    before, used_before = time.perf_counter(), _processor()
    count = step(*arguments)
    seconds, processor = time.perf_counter() - before, _processor() - used_before
    used = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    peak = max(used) / 1024
    return Figures(seconds, processor, peak, count)


def _processor() -> float:
    """Return the processor seconds of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
