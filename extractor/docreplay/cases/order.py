"""The order in which cases are sent: creating, reading, changing, then destroying a resource.

Pages are read by the alphabet, in which `thing-delete` comes before `thing-get`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby

from docreplay.cases.order_effects import (
    READS,
    adds_link,
    creates,
    destroys,
    does,
    ended_by,
    made_by,
    path_of,
    rank,
    succeeds,
    undone_by,
    uses,
)
from docreplay.cases.order_paths import OperationSubject, Path
from docreplay.cases.path_users import PathUsers
from docreplay.cases.target_ids import ANY
from docreplay.model.case import Case


def in_order(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases; those of one page stay together, and move only behind others of the page.

    Pages about one resource that do one thing each are sent as creating, reading, changing and
    destroying ones. A DELETE goes behind what reads or changes its URL, or one below it. Within a
    page it stays where it is if a later case creates the URL again. A page that creates what others
    use goes before them, and its DELETE of what it created, behind them. Pages that destroy what
    each other uses stay in the given order (`order_groups.order_cycle`).
    """
    if all(case.request.method in READS for case in cases):
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
    ranks = {rank(case) for case in cases}
    resources = {_resource(case) for case in cases}
    return ranks.pop() if len(ranks) == len(resources) == 1 else None


def _resource(case: Case) -> Path:
    """Return the path of a collection, for itself and for what is directly in it."""
    path = path_of(case)
    return path[:-1] if path[-1:] == (ANY,) else path


def _groups(pages: Sequence[list[Case]]) -> list[list[Case]]:
    """Return the cases of each page, and those of its DELETEs that must wait for other pages."""
    users = _users(pages)
    first: list[list[Case]] = []
    last: list[list[Case]] = []
    for number, cases in enumerate(pages):
        waiting = [
            index
            for index, case in enumerate(cases)
            if destroys(case) and _is_own(cases, index) and users.of(path_of(case)) - {number}
        ]
        first.append([case for index, case in enumerate(cases) if index not in waiting])
        last.append([cases[index] for index in waiting])
    return [*first, *filter(None, last)]


def _is_own(cases: Sequence[Case], start: int) -> bool:
    """Return True if what a DELETE destroys was created before it on its page, and not after it."""
    path = path_of(cases[start])
    creating = [index for index, case in enumerate(cases) if creates(case, path)]
    return bool(creating) and creating[-1] < start


def _within_page(cases: list[Case]) -> list[Case]:
    for case in [case for case in cases if destroys(case)]:
        start = cases.index(case)
        last = _last_use(cases, start)
        cases.insert(last, cases.pop(start))
    return cases


def _last_use(cases: Sequence[Case], start: int) -> int:
    """Return the index of the last case that uses what the one at `start` destroys, or `start`."""
    path, last = path_of(cases[start]), start
    for index in range(start + 1, len(cases)):
        if creates(cases[index], path):
            break
        if uses(cases[index], path):
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
            if destroys(case):
                earlier[number] |= users.of(path_of(case)) - {number}
            elif made := made_by(case):
                removing = removers.of(made) if adds_link(case) else set()
                for other in (users.of(made) | removing) - {number}:
                    if not any(creates(item, made) for item in groups[other]):
                        earlier[other].add(number)
    for number, others in _before_operations(groups, users):
        earlier[number] |= others
    return earlier


def _before_operations(
    groups: Sequence[Sequence[Case]], users: PathUsers
) -> Iterator[tuple[int, set[int]]]:
    """Yield the groups that end objects or take something back, and those that come before.

    `POST /orders/{id}/cancel` comes behind what else is done with an order, and `unlock` behind
    `lock`. A page that does other things as well keeps its place.
    """
    alone = {number: does(cases[0]) for number, cases in enumerate(groups) if len(cases) == 1}
    by_subject: defaultdict[OperationSubject, set[int]] = defaultdict(set)
    for number, own in alone.items():
        if own:
            by_subject[own].add(number)
    ending = {number for number in alone if ended_by(groups[number][0])}
    undone: defaultdict[OperationSubject, set[int]] = defaultdict(set)
    for number in alone:
        if before := undone_by(groups[number][0]):
            undone[before].add(number)
    for number in alone:
        case = groups[number][0]
        if before := undone_by(case):
            yield number, by_subject[before] - {number}
        if ended := ended_by(case):
            undoing = undone[ended]
            removing = {
                other
                for other in users.of(ended.path)
                if any(
                    destroys(item) and path_of(item) == ended.path[: len(path_of(item))]
                    for item in groups[other]
                )
            }
            yield number, users.of(ended.path) - ending - undoing - removing


def _users(groups: Sequence[Sequence[Case]]) -> PathUsers:
    """Return which groups use which paths."""
    users = PathUsers()
    for number, cases in enumerate(groups):
        for case in filter(succeeds, cases):
            path = path_of(case)
            for length in range(1, len(path) + (not destroys(case))):
                users.add(path[:length], number)
    return users


def _removers(groups: Sequence[Sequence[Case]]) -> PathUsers:
    """Return which groups destroy which paths."""
    removers = PathUsers()
    for number, cases in enumerate(groups):
        for case in filter(destroys, cases):
            removers.add(path_of(case), number)
    return removers
