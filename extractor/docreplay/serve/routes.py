"""Documented operations, indexed by path."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.model.api.operation import Operation
from docreplay.model.case import Case
from docreplay.model.http.literal_ids import shown_ids
from docreplay.model.http.path_ids import generalized
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import SegmentTemplate, encode, segment_template
from docreplay.serve.nearest import OperationIndex
from docreplay.serve.paths import decoded
from docreplay.serve.roots import ServiceRoots

_DEEPEST = 32
"""Segments of a path that are searched for ids; a page may document a path of very many."""


@dataclass(slots=True)
class _Node:
    """A path segment: its literal children, its templates, and the cases that end here."""

    literal: dict[str, "_Node"] = field(default_factory=dict)
    templates: dict[SegmentTemplate, "_Node"] = field(default_factory=dict)
    takes_more: bool = False
    """Whether the segment is `{+path}`, whose values may have slashes (RFC 6570 §3.2.3)."""
    cases: defaultdict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))

    def child(self, segment: str) -> "_Node":
        """Return the child for a documented segment; creates it if it does not exist."""
        if not PLACEHOLDER.search(segment):
            return self.literal.setdefault(unquote(encode(segment)), _Node())
        takes_more = "{+" in segment
        return self.templates.setdefault(segment_template(segment), _Node(takes_more=takes_more))

    def matches(self, segment: str) -> Iterator[tuple[int, "_Node"]]:
        """Yield the children that match a requested segment, and how general they are."""
        if segment in self.literal:
            yield 0, self.literal[segment]
        for template, node in self.templates.items():
            if template.matches(segment):
                yield (1 if any(template.literals) else 2), node
        if self.takes_more:
            yield 3, self


class _Match(NamedTuple):
    """A node that matches a path, and how general it is, segment by segment."""

    generality: tuple[int, ...]
    node: _Node


class Routes:
    """Documented operations, indexed by path."""

    def __init__(self, cases: Iterable[Case]) -> None:
        every = tuple(cases)
        roots = ServiceRoots(every)
        self._hosts = roots.hosts
        self._root = _Node()
        self._operations: dict[Operation, Sequence[str]] = {}
        self._nearest: OperationIndex | None = None
        places = [(case, segments) for case in every for segments in roots.paths(case)]
        # what one response shows to be an id is one in every path that begins so
        shown = {
            start
            for case, segments in places
            if (ids := _shown_ids(case))
            for start in _starts(segments)
            if start[-1] in ids
        }
        for case, segments in places:
            own = {start[-1] for start in _starts(segments) if start in shown} if shown else set()
            self._add(case, segments, own)

    def cases(self, method: str, path: str) -> list[Case]:
        """Return the cases of an operation; none if it is not documented.

        The path is as it was sent, percent-encoded. Of paths that match, the most literal one
        counts. A HEAD that is not documented is answered like GET (RFC 9110 §9.3.2).
        """
        matches = self._matches(path)
        for name in (method, "GET") if method == "HEAD" else (method,):
            found = [item for item in matches if item.node.cases.get(name)]
            if found:
                best = min(item.generality for item in found)
                same = (item.node.cases[name] for item in found if item.generality == best)
                return [case for cases in same for case in cases]
        return []

    def methods(self, path: str) -> list[str]:
        """Return the methods of a path, with HEAD and OPTIONS; none if it is not documented."""
        found = {name for item in self._matches(path) for name in item.node.cases}
        if not found:
            return []
        implied = {"HEAD"} if "GET" in found else set()
        return sorted({*found, *implied, "OPTIONS"})

    def is_own(self, host: str, path: str) -> bool:
        """Return True if a URL is one of the documented service.

        Pages that name no host are about any: then it is one of a documented path.
        """
        return host in self._hosts if self._hosts else bool(self.methods(path))

    def nearest(self, method: str, path: str) -> list[str]:
        """Return the operations that are most similar to a request, as `GET /users/{id}`."""
        if self._nearest is None:
            self._nearest = OperationIndex(self._operations)
        return [str(found) for found in self._nearest.to(method, decoded(path))]

    def _add(self, case: Case, segments: list[str], shown: Set[str]) -> None:
        node = self._root
        for segment in generalized(segments, shown):
            node = node.child(segment)
        node.cases[case.request.method].append(case)
        operation = Operation(case.request.method, f"/{'/'.join(segments)}")
        self._operations[operation] = segments

    def _matches(self, path: str) -> Collection[_Match]:
        level = [_Match((), self._root)]
        for segment in decoded(path):
            level = [
                _Match((*item.generality, general), child)
                for item in level
                for general, child in item.node.matches(segment)
            ]
        return [item for item in level if item.node.cases]


def _starts(segments: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the path up to each of its first segments."""
    return (tuple(segments[:end]) for end in range(1, min(len(segments), _DEEPEST) + 1))


def _shown_ids(case: Case) -> frozenset[str]:
    body = case.expectation.body
    return shown_ids(body.text) if body else frozenset()
