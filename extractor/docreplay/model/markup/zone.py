"""Parts of a page that are displayed by themselves: zone pivots and tabs of docfx."""

from typing import Literal, NamedTuple


class Zone(NamedTuple):
    """Where a block is displayed; the empty zone is displayed with everything."""

    pivots: tuple[str, ...] = ()
    """The pivots of `:::zone pivot="a,b"`."""
    tab: str = ""
    """The id of the tab, as in `# [HTTP](#tab/http)`."""
    tabs: tuple[str, ...] = ()
    """The ids of all tabs of its group."""

    def excludes(self, other: "Zone") -> bool:
        """Return True if two blocks are never displayed together."""
        if self is other or not (self and other):
            return False
        if self.pivots and other.pivots and not set(self.pivots) & set(other.pivots):
            return True
        if not self.tab or not other.tab or self.tab == other.tab:
            return False
        return other.tab in self.tabs or self.tab in other.tabs

    def __bool__(self) -> bool:
        """Return True unless the block is displayed with everything."""
        return bool(self.pivots or self.tab)


EVERYWHERE = Zone()


class ZoneMark(NamedTuple):
    """A line at which a zone may begin or end."""

    kind: Literal["tab", "pivot", "pivot-end", "rule", "heading"]
    """A `heading` is one that is not a tab, a `rule` a thematic break (CommonMark §4.1)."""
    start: int
    end: int
    text: str = ""
    """What follows `#tab/` in a tab; the attributes of a pivot."""
    title: str = ""
    """The title of a tab."""


def label(request: Zone, response: Zone) -> str:
    """Return what distinguishes an exchange from those of other zones, or `""`.

    Requests are written in the tab `http`, so that is not worth mentioning.
    """
    common = [pivot for pivot in request.pivots if pivot in response.pivots]
    pivots = common or request.pivots or response.pivots
    tab = request.tab or response.tab
    return "+".join((*pivots, *([tab] if tab not in ("", "http", "curl") else [])))
