"""The order in which cases are sent: creating, reading, changing, then destroying a resource.

Pages are read by the alphabet, in which `thing-delete` comes before `thing-get`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby

from docreplay.model.case import Case
from docreplay.model.monitor import is_accepted
from docreplay.model.placeholder import PLACEHOLDER
from docreplay.model.url_template import split

Path = tuple[str, ...]
_READS = ("GET", "HEAD", "OPTIONS")
_ANY = "{}"
"""Segment of a path in place of every placeholder."""
_LINK = "/$ref"


def in_order(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases; those of one page stay together, and move only behind others of the page.

    Pages about one resource that do one thing each are sent as creating, reading, changing and
    destroying ones. A DELETE goes behind what reads or changes its URL, or one below it. Within a
    page it stays where it is if a later case creates the URL again. A page that creates what others
    use goes before them, and its DELETE of what it created, behind them. Pages that destroy what
    each other uses stay in the given order (`order_groups.order_cycle`).
    """
    if all(case.request.method in _READS for case in cases):
        return tuple(cases)
    groups = groups_of(cases)
    return tuple(
        case for number in _numbers(groups, must_precede(groups)) for case in groups[number]
    )


def groups_of(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the cases of each page in their order, and those of its DELETEs that must wait."""
    return _groups(_by_resource(pages_of(cases)))


def pages_of(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the cases of each page, a DELETE behind those that use what it destroys."""
    return [_within_page(list(items)) for _, items in groupby(cases, lambda case: case.page.path)]


def _by_resource(pages: list[list[Case]]) -> list[list[Case]]:
    """Return the pages; those about one resource are sorted by what they do to it."""
    places: defaultdict[Path, list[int]] = defaultdict(list)
    for number, cases in enumerate(pages):
        if _rank_of(cases) is not None:
            places[_resource(cases[0])].append(number)
    found = list(pages)
    for numbers in places.values():
        ordered = sorted(numbers, key=lambda number: _rank_of(pages[number]) or 0)
        for place, number in zip(numbers, ordered, strict=True):
            found[place] = pages[number]
    return found


def _rank_of(cases: Sequence[Case]) -> int | None:
    """Return what a page does to its one resource, or None for one that does several things."""
    ranks = {_rank(case) for case in cases}
    resources = {_resource(case) for case in cases}
    return ranks.pop() if len(ranks) == len(resources) == 1 else None


def _rank(case: Case) -> int | None:
    """Return the place of a case among those about one resource; an error has none."""
    method = case.request.method
    if not _succeeds(case):
        return None
    if method in _READS:
        return 1
    if method == "DELETE":
        return 3
    is_made = _is_created(case) and method in ("POST", "PUT")
    return 0 if is_made or _adds_link(case) else 2


def _resource(case: Case) -> Path:
    """Return the path of a collection, for itself and for what is directly in it."""
    path = _path(case)
    return path[:-1] if path[-1:] == (_ANY,) else path


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


def _numbers(groups: Sequence[Sequence[Case]], earlier: Mapping[int, set[int]]) -> Iterator[int]:
    """Yield the numbers of the groups; each comes after those that must come before it."""
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


def must_precede(groups: Sequence[Sequence[Case]]) -> Mapping[int, set[int]]:
    """Return the groups that must come before each other: creating, using, then destroying."""
    users, removers = _users(groups), _removers(groups)
    earlier: defaultdict[int, set[int]] = defaultdict(set)
    for number, cases in enumerate(groups):
        for case in cases:
            if _destroys(case):
                earlier[number] |= users.of(_path(case)) - {number}
            elif made := _made(case):
                removing = removers.of(made) if _adds_link(case) else set()
                for other in (users.of(made) | removing) - {number}:
                    if not any(_creates(item, made) for item in groups[other]):
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


def _removers(groups: Sequence[Sequence[Case]]) -> "_Users":
    """Return which groups destroy which paths."""
    removers = _Users()
    for number, cases in enumerate(groups):
        for case in filter(_destroys, cases):
            removers.add(_path(case), number)
    return removers


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


def _is_created(case: Case) -> bool:
    """Return True if something is created, now (RFC 9110 §15.3.2) or by an operation."""
    return case.expectation.status == 201 or is_accepted(case.expectation)


def _made(case: Case) -> Path | None:
    """Return the path of what a case creates, or None."""
    if not (_is_created(case) or (_adds_link(case) and _succeeds(case))):
        return None
    match case.request.method:
        case "PUT":
            return _path(case)
        case "POST":
            return (*_path(case), _ANY)
        case _:
            return None


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


def _adds_link(case: Case) -> bool:
    """Return True if a case adds to a collection what exists (OData 4.01 Protocol §11.4.6.1)."""
    return case.request.method == "POST" and split(case.request.target).path.endswith(_LINK)


def _path(case: Case) -> Path:
    """Return the segments of a case's path; those of a link are those of what it leads to."""
    path = PLACEHOLDER.sub(_ANY, split(case.request.target).path.removesuffix(_LINK))
    return tuple(segment for segment in path.split("/") if segment)
