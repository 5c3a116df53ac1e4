"""Excerpts: the lines of a page around a place, with carets below it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from docreplay.model.location import Location
from docreplay.report.printable import clipped, columns, printable

_WIDTH = 88
_LEAD = 56
_WINDOW = 4 * _WIDTH
"""Characters beside a place that are looked at: a line may be as long as the page."""
_LONG = 4096
"""Characters of a line that identify it."""


class Line(NamedTuple):
    """A line of a page, printable, with the part that a finding names."""

    number: int
    text: str
    at: int = -1
    """0-based index of the named part in the text, or -1 on any other line."""
    end: int = -1
    """Index behind the part; `at` if only a place is known, or the part is cut off."""

    @property
    def indent(self) -> int:
        """The 0-based terminal column of the part, or -1."""
        return -1 if self.at < 0 else columns(self.text[: self.at])

    @property
    def carets(self) -> str:
        """A caret for each terminal column of the part, at least one."""
        return "^" * max(1, columns(self.text[self.at : self.end]))


def excerpt(
    sources: Mapping[str, str], location: Location, end: Location | None = None, *, context: int = 0
) -> tuple[Line, ...]:
    """Return the place's line and `context` lines on both sides; empty without the page's text.

    Lines are divided by LF alone; long lines are cut, but never at the place. Of a range
    of several lines, the part on the first one is marked.
    """
    lines = _lines(sources, location.path)
    if not 1 <= location.line <= len(lines):
        return ()
    first = max(1, location.line - context)
    shown = enumerate(lines[first - 1 : location.line + context], start=first)
    around = [_line(number, line, location, end) for number, line in shown]
    return tuple(_without_blank_edges(around))


def line_at(sources: Mapping[str, str], location: Location) -> str:
    """Return the page's line of the place; `""` if the page is not available.

    Of a very long line, only the start is returned.
    """
    lines = _lines(sources, location.path)
    return lines[location.line - 1][:_LONG] if 1 <= location.line <= len(lines) else ""


def _lines(sources: Mapping[str, str], path: str) -> Sequence[str]:
    text = sources.get(path)
    return () if text is None else _divided(text)


@lru_cache(maxsize=4)
def _divided(text: str) -> tuple[str, ...]:
    """Return the lines of a page: its findings, often thousands, are quoted one after the other."""
    return tuple(text.split("\n"))


def _line(number: int, text: str, location: Location, end: Location | None) -> Line:
    text = text.removesuffix("\r")
    if number != location.line:
        return Line(number, clipped(_shown(text[: _WINDOW + 1]), _WIDTH))
    start = location.column - 1
    last = start if end is None else end.column - 1 if end.line == number else len(text.rstrip())
    lead = _shown(text[max(0, start - _WINDOW) : start])
    if start > _WINDOW or columns(lead) > _LEAD:
        lead = "…" + lead[-_LEAD // 2 :]
    shown = clipped(lead + _shown(text[start : start + _WINDOW]), _WIDTH)
    marked = len(lead) + len(_shown(text[start : min(last, start + _WINDOW)]))
    return Line(number, shown, len(lead), min(marked, len(shown)))


def _shown(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _without_blank_edges(lines: list[Line]) -> list[Line]:
    kept = [index for index, line in enumerate(lines) if line.text.strip() or line.at >= 0]
    return lines[kept[0] : kept[-1] + 1]
