"""The lines of a page around a place, with an arrow under it."""

from collections.abc import Mapping
from typing import NamedTuple

from docreplay.model.location import Location
from docreplay.report.printable import clipped, columns, printable

_WIDTH = 88
_LEAD = 56


class Line(NamedTuple):
    """A line of a page, printable; `at` is the 0-based index of the place in it, or -1."""

    number: int
    text: str
    at: int = -1

    @property
    def arrow(self) -> int:
        """The 0-based terminal column of the place, or -1."""
        return -1 if self.at < 0 else columns(self.text[: self.at])


def excerpt(sources: Mapping[str, str], location: Location, context: int = 0) -> tuple[Line, ...]:
    """The place's line and `context` lines on both sides; empty where the page is not at hand.

    Lines are divided by LF alone; long lines are cut so that the place stays in sight.
    """
    text = sources.get(location.path)
    if text is None:
        return ()
    lines = text.split("\n")
    if not 1 <= location.line <= len(lines):
        return ()
    first = max(1, location.line - context)
    shown = enumerate(lines[first - 1 : location.line + context], start=first)
    around = [_line(number, line, location) for number, line in shown]
    return tuple(_without_blank_edges(around))


def line_at(sources: Mapping[str, str], location: Location) -> str:
    """The page's line of the place, as it stands there; `""` where it is not at hand."""
    lines = sources.get(location.path, "").split("\n", location.line)
    return lines[location.line - 1] if 1 <= location.line <= len(lines) else ""


def _line(number: int, text: str, location: Location) -> Line:
    text = text.removesuffix("\r")
    if number != location.line:
        return Line(number, clipped(_shown(text), _WIDTH))
    before, after = text[: location.column - 1], text[location.column - 1 :]
    lead = _shown(before)
    if columns(lead) > _LEAD:
        lead = "…" + lead[-_LEAD // 2 :]
    return Line(number, clipped(lead + _shown(after), _WIDTH), len(lead))


def _shown(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _without_blank_edges(lines: list[Line]) -> list[Line]:
    kept = [index for index, line in enumerate(lines) if line.text.strip() or line.at >= 0]
    return lines[kept[0] : kept[-1] + 1]
