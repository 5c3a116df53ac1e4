"""Tab groups of docfx: `# [Title](#tab/id)` … `---`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?:<a\s[^<>\n]*>(?:</a>)?)?"
    r"\[(?P<title>[^\]\n]*)\]\(#tab/(?P<id>[^)\s]+)\)[ \t]*$"
    r"|^[ \t]*(?P<rule>-{3,}|\*{3,}|_{3,})[ \t]*$",
    re.MULTILINE,
)


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


def tab_groups(plain: str) -> Iterator[TabGroup]:
    """Yield the tab groups of a text without front matter, fences and comments.

    A group ends at a thematic break. One that is not closed ends where a tab of the same id starts,
    or with the page.
    """
    tabs: dict[str, Tab] = {}
    for match in _LINE.finditer(plain) if "#tab/" in plain else ():
        if match["rule"]:
            if tabs:
                yield TabGroup(tuple(tabs.values()), match.start(), is_closed=True)
            tabs = {}
            continue
        if match["id"] in tabs:
            yield TabGroup(tuple(tabs.values()), match.start(), is_closed=False)
            tabs = {}
        tabs[match["id"]] = Tab(match["id"], match["title"], match.start(), match.end())
    if tabs:
        yield TabGroup(tuple(tabs.values()), len(plain), is_closed=False)


class Tabs:
    """The tabs of a page by their places."""

    def __init__(self, plain: str) -> None:
        places = [
            (place, tab)
            for group in tab_groups(plain)
            for place, tab in (*((tab.start, tab) for tab in group.tabs), (group.end, None))
        ]
        self._starts = [start for start, _ in places]
        self._tabs = [tab for _, tab in places]

    def at(self, offset: int) -> Tab | None:
        """Return the tab that contains an offset, or None."""
        index = bisect_right(self._starts, offset) - 1
        return self._tabs[index] if index >= 0 else None
