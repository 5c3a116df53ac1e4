"""Find zone pivots (`:::zone pivot="a"`), monikers (`::: moniker range=">=v2"`), and tabs.

Tabs are headings (`# [A](#tab/a)` … `---`), as in docfx; `tab_marks` finds those of all other
formats, and `tab_groups` what a reader chooses among them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from docreplay.model.markup.zone import EVERYWHERE, TabChoice, Zone, ZoneMark
from docreplay.read.markup.tab_groups import choices, choices_of

_MARK = re.compile(
    r"\n[ \t>]*+(?::{3,}[ \t]*(?:zone|moniker)(?P<end>-end)?\b(?P<zone>[^\n]*)"
    r"|#{1,6}[ \t]+(?:<a\s[^<>\n]*>(?:</a>)?)?"
    r"\[(?P<title>[^\]\n]*)\]\(#tab/(?P<tab>[\w.-][^)\n]*)\)"
    r"|(?P<rule>(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+))[ \t]*$"
    r"|\n[ \t>]*+#{1,6}[ \t][^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line end and the mark on the next line: it is searched for faster than the start of a line."""
_TAB = re.compile(r"[\w.-]+")
"""The id of a tab; what may follow is its condition (`#tab/linux/csharp`)."""
_PIVOT = re.compile(r"""(?:pivot|range)\s*=\s*["']([^"'\n]*)["']""", re.IGNORECASE)
_SIGNS = {">=": "from ", "<=": "to ", ">": "after ", "<": "before ", "||": ","}
"""Signs in the range of a moniker (docfx: Conditional versioning), as words of a name."""
_BEGINNINGS = (":::", "(#tab/")
"""What a text with zones has at the first of them."""
_MOST = 100
"""Number of different zones of a page; a page with more is read as if it had none."""

_Value = TypeVar("_Value")


def may_be_in(text: str) -> bool:
    """Return True if a text may have pivots or tabs as docfx writes them."""
    return ":::" in text or "(#tab/" in text


def marks(plain: str) -> Iterator[ZoneMark]:
    """Yield where zones may begin and end in a text without front matter, fences and comments.

    There are none in a text that has neither pivots nor tabs, nor above the first of them.
    """
    if not may_be_in(plain):
        return
    first = min(at for at in map(plain.find, _BEGINNINGS) if at >= 0)
    for mark in _MARK.finditer("\n" + plain, plain.rfind("\n", 0, first) + 1):
        start, end = mark.start(), mark.end() - 1
        if mark["tab"]:
            yield ZoneMark("tab", start, end, mark["tab"], mark["title"])
        elif mark["zone"] is not None:
            yield ZoneMark("pivot-end" if mark["end"] else "pivot", start, end, mark["zone"])
        else:
            yield ZoneMark("rule" if mark["rule"] else "heading", start, end)


class Zones:
    """The zones of a text, by the lines at which they may begin and end."""

    def __init__(self, marks: Iterable[ZoneMark]) -> None:
        found = sorted(marks, key=lambda mark: mark.start)
        self._zones = _Changes(_changes(found), EVERYWHERE)
        self._tabs = _Changes(choices_of(found), ())

    def at(self, offset: int) -> Zone:
        """Return the zone at an offset."""
        zone, tabs = self._zones.at(offset), self._tabs.at(offset)
        return Zone(zone.pivots, (*zone.tabs, *tabs)) if tabs else zone


class _Changes(Generic[_Value]):
    """Values by the offset from which each applies."""

    def __init__(self, changes: Iterable[tuple[int, _Value]], default: _Value) -> None:
        found = list(changes)
        if len({value for _, value in found}) > _MOST:
            found = []
        self._starts = [start for start, _ in found]
        self._values = [value for _, value in found]
        self._default = default

    def at(self, offset: int) -> _Value:
        """Return the value at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._values[index] if index >= 0 else self._default


def _changes(marks: Iterable[ZoneMark]) -> Iterator[tuple[int, Zone]]:
    """Yield each offset from which another zone applies; the tabs of a group know each other."""
    pivots: tuple[str, ...] = ()
    pending: list[tuple[int, tuple[str, ...], str]] = []
    for mark in marks:
        if mark.kind == "tab":
            pending.append((mark.start, pivots, _tab(mark.text)))
            continue
        if mark.kind in ("pivot", "pivot-end"):
            pivots = _pivots(mark.text) if mark.kind == "pivot" else ()
        elif mark.kind not in ("rule", "heading") or not pending:
            continue
        yield from _group(pending, is_closed=mark.kind == "rule")
        pending = []
        yield mark.start, Zone(pivots)
    yield from _group(pending, is_closed=False)


def _tab(text: str) -> str:
    found = _TAB.match(text)
    return found[0].lower() if found else ""


def _pivots(attributes: str) -> tuple[str, ...]:
    found = _PIVOT.search(attributes)
    text = found[1].lower() if found else ""
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    names = ("-".join(name.split()) for name in text.split(","))
    return tuple(sorted({name for name in names if name}))


def _group(
    pending: list[tuple[int, tuple[str, ...], str]], *, is_closed: bool
) -> Iterator[tuple[int, Zone]]:
    """Yield the tabs of one group.

    Without the rule that closes a group, what follows the last tab may be meant for all of them.
    """
    among = choices(tuple((tab, "") for _, _, tab in pending))
    last = len(pending) - 1
    for index, (start, pivots, tab) in enumerate(pending):
        is_tab = tab in among and (is_closed or index < last)
        yield start, Zone(pivots, (TabChoice(tab, among),)) if is_tab else Zone(pivots)
