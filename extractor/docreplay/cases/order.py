"""The order in which cases are sent: what reads or changes a URL goes before what destroys it.

Pages are read by the alphabet, in which `thing-delete` comes before `thing-get`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby

from docreplay.model.case import Case
from docreplay.model.placeholder import PLACEHOLDER
from docreplay.model.url_template import split

Path = tuple[str, ...]
_ANY = "{}"
"""Segment of a path in place of every placeholder."""


def in_order(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases; those of one page stay together, and move only behind others of the page.

    A DELETE goes behind what reads or changes its URL, or one below it. Within a page it stays
    where it is if a later case creates the URL again. A page whose PUT creates a URL goes before
    pages that use it, and its DELETE of what it created, behind them. Pages that destroy what each
    other uses stay in the given order.
    """
    if not any(_destroys(case) or _puts(case) for case in cases):
        return tuple(cases)
    pages = [_within_page(list(items)) for _, items in groupby(cases, lambda case: case.page.path)]
    groups = _groups(pages)
    return tuple(case for number in _numbers(groups) for case in groups[number])


def _groups(pages: Sequence[list[Case]]) -> list[list[Case]]:
    """Return the cases of each page, and those of its DELETEs that must wait for other pages."""
    users = _users(pages)
    first: list[list[Case]] = []
    last: list[list[Case]] = []
    for number, cases in enumerate(pages):
        waiting = [
            index
            for index, case in enumerate(cases)
            if _destroys(case) and _is_own(cases, index) and users.of(_path(case)) - {number}
        ]
        first.append([case for index, case in enumerate(cases) if index not in waiting])
        last.append([cases[index] for index in waiting])
    return [*first, *filter(None, last)]


def _is_own(cases: Sequence[Case], start: int) -> bool:
    """Return True if what a DELETE destroys was created before it on its page, and not after it."""
    path = _path(cases[start])
    creating = [index for index, case in enumerate(cases) if _creates(case, path)]
    return bool(creating) and creating[-1] < start


def _within_page(cases: list[Case]) -> list[Case]:
    for case in [case for case in cases if _destroys(case)]:
        start = cases.index(case)
        last = _last_use(cases, start)
        cases.insert(last, cases.pop(start))
    return cases


def _last_use(cases: Sequence[Case], start: int) -> int:
    """Return the index of the last case that uses what the one at `start` destroys, or `start`."""
    path, last = _path(cases[start]), start
    for index in range(start + 1, len(cases)):
        if _creates(cases[index], path):
            break
        if _uses(cases[index], path):
            last = index
    return last


def _numbers(groups: Sequence[Sequence[Case]]) -> Iterator[int]:
    """Yield the numbers of the groups; each comes after those that must come before it."""
    earlier = _earlier(groups)
    later: defaultdict[int, list[int]] = defaultdict(list)
    for number, others in earlier.items():
        for other in others:
            later[other].append(number)
    waiting = {number: len(others) for number, others in earlier.items()}
    left = dict.fromkeys(range(len(groups)))
    ready = [number for number in left if not waiting.get(number)]
    heapify(ready)
    while left:
        number = heappop(ready) if ready else next(iter(left))  # else they use each other's URLs
        if number not in left:
            continue
        del left[number]
        yield number
        for other in later[number]:
            waiting[other] -= 1
            if not waiting[other]:
                heappush(ready, other)


def _earlier(groups: Sequence[Sequence[Case]]) -> Mapping[int, set[int]]:
    """Return the groups that must come before each other: creating, using, then destroying."""
    users = _users(groups)
    earlier: defaultdict[int, set[int]] = defaultdict(set)
    for number, cases in enumerate(groups):
        for case in cases:
            if _destroys(case):
                earlier[number] |= users.of(_path(case)) - {number}
            elif _puts(case):
                for other in users.of(_path(case)) - {number}:
                    earlier[other].add(number)
    return earlier


def _users(groups: Sequence[Sequence[Case]]) -> "_Users":
    """Return which groups use which paths."""
    users = _Users()
    for number, cases in enumerate(groups):
        for case in filter(_succeeds, cases):
            path = _path(case)
            for length in range(1, len(path) + (not _destroys(case))):
                users.add(path[:length], number)
    return users


class _Users:
    """The groups that use a path, found without comparing every pair of paths.

    Paths are kept by the places of their placeholders: what remains of two paths without the
    places of either is equal if they fit.
    """

    def __init__(self) -> None:
        self._pages: defaultdict[_Shape, defaultdict[Path, set[int]]] = defaultdict(_sets)
        self._without: dict[tuple[_Shape, _Shape], defaultdict[Path, set[int]]] = {}

    def add(self, path: Path, page: int) -> None:
        self._pages[_shape(path)][path].add(page)

    def of(self, path: Path) -> set[int]:
        """Return the pages that use the path."""
        own, found = _shape(path), set[int]()
        for shape in self._pages:
            if len(shape) == len(own):
                found |= self._table(shape, own)[_reduced(path, shape)]
        return found

    def _table(self, shape: "_Shape", other: "_Shape") -> defaultdict[Path, set[int]]:
        if (shape, other) not in self._without:
            table = self._without[shape, other] = _sets()
            for path, pages in self._pages[shape].items():
                table[_reduced(path, other)] |= pages
        return self._without[shape, other]


_Shape = tuple[bool, ...]


def _sets() -> defaultdict[Path, set[int]]:
    return defaultdict(set)


def _shape(path: Path) -> _Shape:
    """Return for each segment whether it is a placeholder."""
    return tuple(segment == _ANY for segment in path)


def _reduced(path: Path, other: _Shape) -> Path:
    """Return the segments that are literal in both paths."""
    return tuple(
        segment
        for segment, is_any in zip(path, other, strict=True)
        if segment != _ANY and not is_any
    )


def _fits(one: Path, other: Path) -> bool:
    """Return True if both may be the same path: a placeholder matches any segment."""
    return len(one) == len(other) and _reduced(one, _shape(other)) == _reduced(other, _shape(one))


def _succeeds(case: Case) -> bool:
    status = case.expectation.status
    return status is None or status < 400  # RFC 9110 §15.5: an error changes nothing


def _destroys(case: Case) -> bool:
    return case.request.method == "DELETE" and _succeeds(case)


def _puts(case: Case) -> bool:
    """Return True for a PUT that creates what is at its URL (RFC 9110 §9.3.4)."""
    return case.request.method == "PUT" and case.expectation.status == 201


def _uses(case: Case, path: Path) -> bool:
    """Return True if the case needs what is at the path."""
    own = _path(case)
    is_below = len(own) > len(path)
    return _succeeds(case) and _fits(own[: len(path)], path) and (is_below or not _destroys(case))


def _creates(case: Case, path: Path) -> bool:
    """Return True if the case may create what is at the path: PUT there, or POST to its parent."""
    match case.request.method:
        case "PUT":
            return _fits(_path(case), path)
        case "POST":
            return _fits(_path(case), path[:-1])
        case _:
            return False


def _path(case: Case) -> Path:
    path = PLACEHOLDER.sub(_ANY, split(case.request.target).path)
    return tuple(segment for segment in path.split("/") if segment)
