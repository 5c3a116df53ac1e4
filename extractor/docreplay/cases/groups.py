"""Which pages depend on each other: their cases must be run in one process, in order.

A request that changes nothing depends on nothing. The cases of a page with a request that changes
data are one story, and so are those of pages of which one creates or removes what the others use.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from docreplay.model.case import Case
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import split

Path = tuple[str, ...]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that do not change data (RFC 9110 §9.2.1)."""
_CHANGES = frozenset({"PUT", "DELETE"})
"""Methods that create or remove what is at their own URL (RFC 9110 §9.3.4, §9.3.5)."""


def dependent_pages(
    cases: Iterable[Case], links: Iterable[tuple[str, str]] = ()
) -> Mapping[str, str]:
    """Return the name of the group of each page, by its path, that depends on another or itself.

    `links` are pairs of pages that depend on each other for further reasons. A page without a group
    has cases that depend on nothing: each may be run anywhere.
    """
    known = list(cases)
    groups = _Groups()
    for case in known:
        if case.request.method not in _SAFE:
            groups.join(case.page.path, case.page.path)
    users = _users(known)
    for case in known:
        if case.request.method in _CHANGES:
            for page in users[_path(case)]:
                groups.join(case.page.path, page)
    for one, other in links:
        groups.join(one, other)
    return dict(groups.named())


def _users(cases: Sequence[Case]) -> Mapping[Path, set[str]]:
    """Return the pages that use what is at a path: that path, or one below it."""
    users: defaultdict[Path, set[str]] = defaultdict(set)
    for case in cases:
        path = _path(case)
        for length in range(len(path) + 1):
            users[path[:length]].add(case.page.path)
    return users


def _path(case: Case) -> Path:
    path = PLACEHOLDER.sub("{}", split(case.request.target).path)
    return tuple(part for part in path.split("/") if part)


class _Groups:
    """Pages that are joined, directly or by others (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """Let two pages be in one group."""
        first, second = sorted((self._first(one), self._first(other)))
        self._parents[second] = first

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield each page with the name of its group."""
        for page in self._parents:
            digest = sha256(self._first(page).encode("utf-8", "surrogatepass"))
            yield page, digest.hexdigest()[:12]

    def _first(self, page: str) -> str:
        parent = self._parents.setdefault(page, page)
        while parent != page:
            page, parent = parent, self._parents[parent]
        return page
