"""The tabs of a page: groups of docfx (`# [Title](#tab/id)` … `---`), and those of others."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
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
    """The tabs of a page by their places; of tabs within tabs, the innermost ones."""

    def __init__(self, marks: Sequence[ZoneMark], end: int) -> None:
        places: list[tuple[int, Tab | None]] = list(_items(marks))
        for group in tab_groups(marks, end):
            places += [(tab.start, tab) for tab in group.tabs]
            places.append((group.end, None))
        places.sort(key=itemgetter(0))
        self._starts = [start for start, _ in places]
        self._tabs = [tab for _, tab in places]

    def at(self, offset: int) -> Tab | None:
        """Return the tab that contains an offset, or None."""
        index = bisect_right(self._starts, offset) - 1
        return self._tabs[index] if index >= 0 else None


def _items(marks: Iterable[ZoneMark]) -> Iterator[tuple[int, Tab | None]]:
    """Yield each place at which an item of a group begins, or the one around it goes on."""
    around: list[Tab | None] = []
    for mark in marks:
        if mark.kind == "group":
            around.append(None)
        elif mark.kind == "item" and around:
            around[-1] = Tab(mark.text, mark.title, mark.start, mark.end)
        elif mark.kind == "item-end" and around:
            around[-1] = None
        elif mark.kind == "group-end" and around:
            around.pop()
        else:
            continue
        yield mark.start, around[-1] if around else None
