"""Output to a terminal: colors, encoding and a progress bar."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, TextIO

import click

from docreplay.cli.pace import Pace
from docreplay.diagnostics.progress import Progress, quiet

Colour = Literal["auto", "always", "never"]
_CI = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "BUILD_BUILDID", "JENKINS_URL")
"""Variables of which CI services set at least one."""
_ERASED = "\x1b[1A\x1b[2K"
"""Erases the line above, where a bar that has ended is (ECMA-48, CUU and EL)."""


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
    few seconds, and a file or a pipe nothing.
    """
    stream = sys.stderr
    if not shown or not is_log(stream) or os.environ.get("TERM") == "dumb":
        yield quiet
        return
    pace = Pace(label)
    if not stream.isatty():
        yield lambda done, total: show(pace.line(done, total), err=True)
        return
    try:
        made: AbstractContextManager[Any] = click.progressbar(
            length=0, label=label, show_pos=True, file=stream, item_show_func=lambda _: pace.rate
        )
        with made as bar:

            def update(done: int, total: int) -> None:
                pace.note(done)
                bar.length = total
                bar.update(done - bar.pos)

            yield update
    finally:
        stream.write(_ERASED)
        stream.flush()
