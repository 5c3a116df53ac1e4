"""Code spans of a line (CommonMark §6.1), found in time proportional to the text."""

import re
from collections.abc import Iterator

from docreplay.read.markup.tokens import Extent

_LINE = re.compile(r"`[^\n]*")
_TICKS = re.compile(r"`+")


def code_spans(text: str) -> Iterator[Extent]:
    """Yield the extent of each code span, its back-ticks included; none is longer than a line.

    A run of back-ticks is closed by the next run of the same length on its line. Behind a
    backslash, it opens nothing.
    """
    for line in _LINE.finditer(text):
        yield from _spans([run.span() for run in _TICKS.finditer(text, *line.span())], text)


def _spans(runs: list[Extent], text: str) -> Iterator[Extent]:
    closing = _closing(runs)
    at = 0
    while at < len(runs):
        start = runs[at][0]
        closed = None if text[start - 1 : start] == "\\" else closing[at]
        if closed is not None:
            yield start, runs[closed][1]
        at = at + 1 if closed is None else closed + 1


def _closing(runs: list[Extent]) -> list[int | None]:
    """Return, for each run, the index of the next one of the same length."""
    found: list[int | None] = []
    nearest: dict[int, int] = {}
    for index in reversed(range(len(runs))):
        start, end = runs[index]
        found.append(nearest.get(end - start))
        nearest[end - start] = index
    return found[::-1]
