"""Parts of a page that are displayed by themselves: zone pivots and tabs."""

from itertools import product
from typing import Literal, NamedTuple


class TabChoice(NamedTuple):
    """The tab of a group that a reader chooses."""

    tab: str
    """Its id, as in `# [HTTP](#tab/http)` or `<TabItem value="http">`."""
    among: tuple[str, ...]
    """The ids of all tabs of its group."""

    def excludes(self, other: "TabChoice") -> bool:
        """Return True if a reader who chose this tab does not see the other one."""
        is_known = other.tab in self.among or self.tab in other.among
        return self.tab != other.tab and is_known


class Zone(NamedTuple):
    """Where a block is displayed; the empty zone is displayed with everything."""

    pivots: tuple[str, ...] = ()
    """The pivots of `:::zone pivot="a,b"`."""
    tabs: tuple[TabChoice, ...] = ()
    """The tabs around the block, from the outermost one inwards."""

    def excludes(self, other: "Zone") -> bool:
        """Return True if two blocks are never displayed together."""
        if self is other or not (self and other):
            return False
        if self.pivots and other.pivots and not set(self.pivots) & set(other.pivots):
            return True
        return any(own.excludes(theirs) for own, theirs in product(self.tabs, other.tabs))

    def __bool__(self) -> bool:
        """Return True unless the block is displayed with everything."""
        return bool(self.pivots or self.tabs)


EVERYWHERE = Zone()


class ZoneMark(NamedTuple):
    """A line, or a tag, at which a zone may begin or end.

    A `heading` is one that is not a tab, a `rule` a thematic break (CommonMark §4.1); both may end
    the tabs of docfx. Groups and their items are the tabs of all other formats.
    """

    kind: Literal[
        "tab", "pivot", "pivot-end", "rule", "heading", "group", "item", "item-end", "group-end"
    ]
    start: int
    end: int
    text: str = ""
    """The id of an item; what follows `#tab/` in a tab; the attributes of a pivot."""
    title: str = ""
    """The title of a tab or item."""
    form: str = ""
    """The format of a group or item, such as `component`."""


def label(request: Zone, response: Zone) -> str:
    """Return what distinguishes an exchange from those of other zones, or `""`.

    Requests are written in the tab `http`, so that is not worth mentioning.
    """
    common = [pivot for pivot in request.pivots if pivot in response.pivots]
    pivots = common or request.pivots or response.pivots
    tabs = [choice.tab for choice in request.tabs or response.tabs]
    return "+".join((*pivots, *(tab for tab in tabs if tab not in ("http", "curl"))))
