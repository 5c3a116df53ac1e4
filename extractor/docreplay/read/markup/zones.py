"""Find zone pivots (`:::zone pivot="a"`), monikers (`::: moniker range=">=v2"`), and tabs.

Tabs are headings (`# [A](#tab/a)` … `---`), as in docfx; `content_tabs` finds those of MkDocs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from docreplay.model.markup.zone import EVERYWHERE, Zone, ZoneMark
from docreplay.read.message_words import REQUEST, RESPONSE

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
_PART = re.compile(rf"{RESPONSE}|output|result|{REQUEST}")
"""What names a tab for a part of an exchange: such tabs belong together."""
_BEGINNINGS = (":::", "(#tab/", "===")
"""What a text with zones has at the first of them; the last is that of `content_tabs`."""
_MOST = 100
"""Number of different zones of a page; a page with more is read as if it had none."""


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
        found = list(_changes(marks))
        if len({zone for _, zone in found}) > _MOST:
            found = []
        self._starts = [start for start, _ in found]
        self._zones = [zone for _, zone in found]

    def at(self, offset: int) -> Zone:
        """Return the zone at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._zones[index] if index >= 0 else EVERYWHERE


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
        elif not pending:
            continue
        yield from _group(pending, is_closed=mark.kind == "rule")
        pending = []
        yield mark.start, Zone(pivots)
    yield from _group(pending, is_closed=False)


@lru_cache(maxsize=256)
def _are_choice(tabs: tuple[str, ...]) -> bool:
    """Return True if a reader chooses one of the tabs; cached, as most groups are alike."""
    return len(tabs) > 1 and not any(map(_PART.search, tabs))


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
    """Yield the tabs of one group; a single tab is not a group, nor are the parts of an exchange.

    Without the rule that closes a group, what follows the last tab may be meant for all of them.
    """
    tabs = tuple(sorted({tab for _, _, tab in pending}))
    is_choice = _are_choice(tabs)
    last = len(pending) - 1
    for index, (start, pivots, tab) in enumerate(pending):
        is_tab = is_choice and (is_closed or index < last)
        yield start, Zone(pivots, tab, tabs) if is_tab else Zone(pivots)
