"""Make choices of the marks of tabs: which tab of which groups a reader chose at each place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from docreplay.model.markup.zone import TabChoice, ZoneMark
from docreplay.read.message_words import RESPONSE

_PART = re.compile(rf"{RESPONSE}|output|result|success|error|fail|^[1-5]\d\d\b", re.IGNORECASE)
"""What names a tab for the response of an exchange: it belongs to the request in other tabs."""


_DEEPEST = 20
"""Number of groups within each other; those within more are not read."""


@dataclass(slots=True, eq=False)
class _Group:
    """A group that is read: its items by id and title, and the place of the open one."""

    form: str
    items: list[tuple[str, str]] = field(default_factory=list)
    current: int | None = None
    is_closed: bool = False

    def choice(self, index: int, *, is_last: bool) -> TabChoice | None:
        """Return the choice of an item, or None if it is displayed with the others.

        What follows the last item of a group that is not closed may be meant for all of them.
        """
        among = choices(tuple(self.items))
        name = self.items[index][0]
        is_open = is_last and not self.is_closed
        return TabChoice(name, among) if name in among and not is_open else None


@lru_cache(maxsize=256)
def choices(items: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the ids among which a reader chooses; cached, as most groups are alike.

    A single tab is not a choice, and a tab that is named for a response is displayed with all.
    """
    found = sorted({name for name, title in items if not _is_part(name, title)})
    return tuple(found) if len(found) > 1 else ()


def _is_part(name: str, title: str) -> bool:
    return _PART.search(name) is not None or _PART.search(title.lower()) is not None


_Path = tuple[tuple[_Group, int], ...]


def choices_of(marks: Iterable[ZoneMark]) -> Iterator[tuple[int, tuple[TabChoice, ...]]]:
    """Yield each offset from which other tabs are displayed, with the choices around it."""
    open_groups: list[_Group] = []
    found: list[tuple[int, _Path]] = []
    for mark in marks:
        if mark.kind == "group" and len(open_groups) < _DEEPEST:
            open_groups.append(_Group(mark.form))
        elif mark.kind in ("item", "item-end", "group-end"):
            _take(mark, open_groups)
        else:
            continue
        path = tuple((group, group.current) for group in open_groups if group.current is not None)
        found.append((mark.start, path))
    for start, path in found:
        yield start, tuple(_resolved(path))


def _take(mark: ZoneMark, open_groups: list[_Group]) -> None:
    """Let a mark open or close an item, or close a group, of the innermost group of its form."""
    depth = _innermost(open_groups, mark.form)
    if depth is None:
        return
    del open_groups[depth + 1 :]
    group = open_groups[depth]
    if mark.kind == "item":
        group.current = len(group.items)
        group.items.append((mark.text or str(len(group.items) + 1), mark.title))
    elif mark.kind == "item-end":
        group.current = None
    else:
        group.is_closed = True
        open_groups.pop()


def _innermost(open_groups: Sequence[_Group], form: str) -> int | None:
    depths = range(len(open_groups) - 1, -1, -1)
    return next((depth for depth in depths if open_groups[depth].form == form), None)


def _resolved(path: _Path) -> Iterator[TabChoice]:
    for group, index in path:
        choice = group.choice(index, is_last=index == len(group.items) - 1)
        if choice:
            yield choice
