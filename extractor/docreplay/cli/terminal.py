"""Output to a terminal: colors, encoding and a progress bar."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TextIO

import click

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
    """Draw a bar on stderr while the context lasts; only if stderr is a terminal."""
    stream = sys.stderr
    if not shown or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield quiet
        return
    try:
        with click.progressbar(length=0, label=label, show_pos=True, file=stream) as bar:

            def update(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            yield update
    finally:
        stream.write(_ERASED)
        stream.flush()
