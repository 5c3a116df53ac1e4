"""Tab groups of docfx: `# [Title](#tab/id)` … `---`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docreplay.model.markup.zone import ZoneMark


class Tab(NamedTuple):
    """A tab by its heading; it ends where the next one starts, or with its group."""

    id: str
    title: str
    start: int
    end: int
    """The end of the line of its heading."""


class TabGroup(NamedTuple):
    """Tabs that belong together."""

    tabs: tuple[Tab, ...]
    end: int
    is_closed: bool


def tab_groups(marks: Iterable[ZoneMark], end: int) -> Iterator[TabGroup]:
    """Yield the tab groups of a text by its marks; `end` is the end of the text.

    A group ends at a thematic break. One that is not closed ends where a tab of the same id starts,
    or with the page.
    """
    tabs: dict[str, Tab] = {}
    for mark in marks:
        if mark.kind == "rule" and tabs:
            yield TabGroup(tuple(tabs.values()), mark.start, is_closed=True)
            tabs = {}
        if mark.kind != "tab":
            continue
        if mark.text in tabs:
            yield TabGroup(tuple(tabs.values()), mark.start, is_closed=False)
            tabs = {}
        tabs[mark.text] = Tab(mark.text, mark.title, mark.start, mark.end)
    if tabs:
        yield TabGroup(tuple(tabs.values()), end, is_closed=False)


class Tabs:
    """The tabs of a page by their places."""

    def __init__(self, marks: Iterable[ZoneMark], end: int) -> None:
        places = [
            (place, tab)
            for group in tab_groups(marks, end)
            for place, tab in (*((tab.start, tab) for tab in group.tabs), (group.end, None))
        ]
        self._starts = [start for start, _ in places]
        self._tabs = [tab for _, tab in places]

    def at(self, offset: int) -> Tab | None:
        """Return the tab that contains an offset, or None."""
        index = bisect_right(self._starts, offset) - 1
        return self._tabs[index] if index >= 0 else None
