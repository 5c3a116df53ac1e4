"""Output to a terminal: colors, encoding and a progress bar."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from threading import Event, Thread
from typing import Any, Literal, TextIO

import click

from docreplay.cli.pace import Pace
from docreplay.diagnostics.progress import Progress, quiet

Colour = Literal["auto", "always", "never"]
_CI = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "BUILD_BUILDID", "JENKINS_URL")
"""Variables of which CI services set at least one."""
_ERASED = "\x1b[1A\x1b[2K"
"""Erases the line above, where a bar that has ended is (ECMA-48, CUU and EL)."""
_WAITING = "\r\x1b[2K"
"""Erases the line, which a bar has not begun yet."""
_LOOKS = 1.0
"""Seconds after which it is looked whether a log gets a line."""


def wants_colour(choice: Colour, stream: TextIO) -> bool:
    """Return True for colors: by option, NO_COLOR (no-color.org), FORCE_COLOR, terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def is_log(stream: TextIO) -> bool:
    """Return True for a terminal, and for a pipe to the log of a CI service.

    Both act on what they are sent. A file gets exact bytes, and so does a pipe outside of CI.
    """
    if stream.isatty():
        return True
    is_ci = any(os.environ.get(name) for name in _CI)
    return is_ci and not _is_file(stream)


def _is_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except io.UnsupportedOperation:  # in memory, as when another program runs the command
        return False


def use_utf8() -> None:
    """Make both streams UTF-8 with LF; what UTF-8 cannot encode is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def show(text: str, *, err: bool = False) -> None:
    """Print the text as it is, with the colors that it contains."""
    click.echo(text, err=err, color=True, nl=False)


@contextmanager
def progress(label: str, *, shown: bool = True) -> Iterator[Progress]:
    """Show progress on stderr while the context lasts.

    A terminal gets a bar with the rate and the remaining time, the log of a CI service a line every
    few seconds, even while nothing is counted, and a file or a pipe nothing.
    """
    with _progress(label, sys.stderr, shown=shown) as update:
        yield update


def _progress(label: str, stream: TextIO, *, shown: bool) -> AbstractContextManager[Progress]:
    if not shown or not is_log(stream) or os.environ.get("TERM") == "dumb":
        return nullcontext(quiet)
    return _bar(label, stream) if stream.isatty() else _lines(Pace(label), stream)


@contextmanager
def stages(*labels: str, shown: bool = True) -> Iterator[tuple[Progress, ...]]:
    """Show the progress of stages that follow each other; yields the callback of each of them.

    It is shown on the stream that stderr is now: pytest, which runs a stage, replaces it.
    """
    stream = sys.stderr
    with ExitStack() as stack:
        current: list[tuple[int, Progress]] = []

        def begin(number: int) -> Progress:
            stack.close()
            shown_now = _progress(labels[number], stream, shown=shown)
            current[:] = [(number, stack.enter_context(shown_now))]
            return current[0][1]

        def update(number: int, done: int, total: int) -> None:
            of_stage, show_it = current[0]
            (show_it if of_stage == number else begin(number))(done, total)

        begin(0)
        yield tuple(_numbered(update, number) for number in range(len(labels)))


def _numbered(update: Any, number: int) -> Progress:
    return lambda done, total: update(number, done, total)


@contextmanager
def _bar(label: str, stream: TextIO) -> Iterator[Progress]:
    """Draw a bar from the first step on; before, the label says that the command works."""
    pace, bars = Pace(label), list[Any]()
    stream.write(f"{label} …")
    stream.flush()
    with ExitStack() as stack:

        def update(done: int, total: int) -> None:
            pace.note(done, total)
            if not bars:
                stream.write(_WAITING)
                bars.append(stack.enter_context(_new_bar(label, total, stream, pace)))
            bars[0].length = total
            bars[0].update(done - bars[0].pos)

        try:
            yield update
        finally:
            stack.close()
            stream.write(_ERASED if bars else _WAITING)
            stream.flush()


def _new_bar(label: str, total: int, stream: TextIO, pace: Pace) -> Any:
    return click.progressbar(
        length=total,
        label=label,
        show_pos=True,
        show_eta=False,
        file=stream,
        item_show_func=lambda _: pace.outlook,
    )


@contextmanager
def _lines(pace: Pace, stream: TextIO) -> Iterator[Progress]:
    """Print a line every few seconds; a thread does while the command counts nothing."""
    ended, say = Event(), partial(click.echo, file=stream, nl=False)

    def watch() -> None:
        while not ended.wait(_LOOKS):
            say(pace.due())

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield lambda done, total: say(pace.line(done, total))
    finally:
        ended.set()
        watcher.join()
