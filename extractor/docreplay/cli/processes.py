"""Work of a command: in how many processes, how it is ended, and its garbage collection."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_is_abandoned = False
"""Whether worker processes were ended in the middle of their work."""


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
    """Yield an executor of that many processes; None for one process, which is this one.

    The processes end with the context, at once if it is left by an error, and with this process,
    even if that is killed.
    """
    if not number or number == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    from docreplay.flows.pages.executor import safe_children

    executor = ProcessPoolExecutor(number, initializer=_begin_worker)
    try:
        with safe_children():
            yield executor
    except KeyboardInterrupt:
        _abandon(executor)
        raise
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _abandon(executor: "ProcessPoolExecutor") -> None:
    """End the processes without waiting for their work.

    The interpreter must then be left by `exit_now`: a thread of the executor may wait forever for
    the rest of a result.
    """
    global _is_abandoned  # noqa: PLW0603  # one interpreter, one way to leave it
    _is_abandoned = True
    for process in tuple((executor._processes or {}).values()):
        process.terminate()  # public in Python 3.14: `terminate_workers`
    executor.shutdown(wait=False, cancel_futures=True)


def exit_now(code: int) -> None:
    """Leave the interpreter at once if worker processes were ended in the middle of their work."""
    if _is_abandoned:
        sys.stderr.flush()
        os._exit(code)


def _begin_worker() -> None:
    """Leave Ctrl+C to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


class Terminated(KeyboardInterrupt):
    """The process was asked to end (SIGTERM); like Ctrl+C, it must not be caught on the way."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise `Terminated` on SIGTERM while the context lasts, so that cleaning up takes place."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # cleaning up is not interrupted
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect garbage less often: a command that keeps much in memory makes few reference cycles.

    Each collection but that of the youngest goes through much that is kept. The process is the
    command's own, and the old thresholds are set again afterwards. What is left then is out of
    reach of the collector, or it would go through all of it once more before the process ends.
    """
    gc.unfreeze()
    before = gc.get_threshold()
    gc.set_threshold(500_000, 100, before[2])
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*before)
