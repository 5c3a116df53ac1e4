"""What a terminal may be shown: colours, a progress bar, and where each goes."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TextIO

import click

Colour = Literal["auto", "always", "never"]
Progress = Callable[[int, int], None]
"""Called with how many things are done and how many there are."""


def wants_colour(choice: Colour, stream: TextIO) -> bool:
    """Whether to colour: the option, then NO_COLOR (no-color.org), FORCE_COLOR, then a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def use_utf8() -> None:
    """Makes both streams UTF-8 with LF; what UTF-8 cannot say is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def show(text: str, *, err: bool = False) -> None:
    """Prints the text as it is: whether it has colours was decided before."""
    click.echo(text, err=err, color=True, nl=False)


@contextmanager
def progress(label: str, *, shown: bool = True) -> Iterator[Progress]:
    """A bar on stderr while work is under way; nothing where stderr is no terminal."""
    if not shown or not sys.stderr.isatty():
        yield _quiet
        return
    # rich takes a tenth of a second to import, which no piped command should pay
    from docreplay.cli.bar import bar

    with bar(label) as update:
        yield update


def _quiet(_done: int, _total: int) -> None:
    """No progress."""
