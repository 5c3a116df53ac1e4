"""Find zone pivots (`:::zone pivot="a"` … `:::zone-end`) and tabs (`# [A](#tab/a)` … `---`)."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from docreplay.model.zone import EVERYWHERE, Zone

_MARK = re.compile(
    r"^[ \t>]*(?::{3,}[ \t]*zone(?P<end>-end)?\b(?P<zone>[^\n]*)"
    r"|#{1,6}[ \t]+(?:<a\s[^<>\n]*>(?:</a>)?)?\[[^\]\n]*\]\(#tab/(?P<tab>[\w.-]+)[^)\n]*\)"
    r"|(?P<heading>#{1,6}[ \t])|(?P<rule>(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}))[ \t]*$"
    r"|^[ \t>]*#{1,6}[ \t][^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_PIVOT = re.compile(r"""pivot\s*=\s*["']([^"'\n]*)["']""", re.IGNORECASE)
_MOST = 100
"""Number of different zones of a page; a page with more is read as if it had none."""


class Zones:
    """The zones of a text in which fences and comments are blanked out."""

    def __init__(self, plain: str) -> None:
        may_have = ":::" in plain or "(#tab/" in plain
        found = list(_changes(plain)) if may_have else []
        if len({zone for _, zone in found}) > _MOST:
            found = []
        self._starts = [start for start, _ in found]
        self._zones = [zone for _, zone in found]

    def at(self, offset: int) -> Zone:
        """Return the zone at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._zones[index] if index >= 0 else EVERYWHERE


def _changes(plain: str) -> Iterator[tuple[int, Zone]]:
    """Yield each offset from which another zone applies; the tabs of a group know each other."""
    pivots: tuple[str, ...] = ()
    pending: list[tuple[int, tuple[str, ...], str]] = []
    for mark in _MARK.finditer(plain):
        if mark["tab"]:
            pending.append((mark.start(), pivots, mark["tab"].lower()))
            continue
        if mark["zone"] is not None:
            pivots = () if mark["end"] else _pivots(mark["zone"])
        elif not pending:
            continue
        yield from _group(pending, is_closed=mark["rule"] is not None)
        pending = []
        yield mark.start(), Zone(pivots)
    yield from _group(pending, is_closed=False)


def _pivots(attributes: str) -> tuple[str, ...]:
    found = _PIVOT.search(attributes)
    names = (name.strip().lower() for name in found[1].split(",")) if found else ()
    return tuple(sorted({name for name in names if name}))


def _group(
    pending: list[tuple[int, tuple[str, ...], str]], *, is_closed: bool
) -> Iterator[tuple[int, Zone]]:
    """Yield the tabs of one group; a single tab is not a group.

    Without the rule that closes a group, what follows the last tab may be meant for all of them.
    """
    tabs = tuple(sorted({tab for _, _, tab in pending}))
    last = len(pending) - 1
    for index, (start, pivots, tab) in enumerate(pending):
        is_tab = len(tabs) > 1 and (is_closed or index < last)
        yield start, Zone(pivots, tab, tabs) if is_tab else Zone(pivots)
