"""Find the case that answers a request: by method, path template, preference and query."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from docreplay.model.case import Case
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.url_template import HOLE, SegmentTemplate, encode, segment_template, split
from docreplay.serve.nearest import Operation, nearest

_PREFERENCE = re.compile(r'(?:^|[,;\s])(code|example|request)=(?:"([^"]*)"|([^\s,;"]*))')


@dataclass(slots=True)
class _Node:
    """A path segment: its literal children, its templates, and the cases that end here."""

    literal: dict[str, "_Node"] = field(default_factory=dict)
    templates: dict[SegmentTemplate, "_Node"] = field(default_factory=dict)
    cases: defaultdict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))

    def child(self, segment: str) -> "_Node":
        """Return the child for a documented segment; creates it if it does not exist."""
        if not HOLE.search(segment):
            return self.literal.setdefault(unquote(encode(segment)), _Node())
        return self.templates.setdefault(segment_template(segment), _Node())

    def matches(self, segment: str) -> Iterator["_Node"]:
        """Yield the children that match a requested segment, literal ones first."""
        if segment in self.literal:
            yield self.literal[segment]
        for template, node in self.templates.items():
            if template.matches(segment):
                yield node


class Routes:
    """Documented operations, indexed by path."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._root = _Node()
        self._operations: dict[Operation, None] = {}
        for case in cases:
            segments = _segments(split(case.request.target).path)
            node = self._root
            for segment in segments:
                node = node.child(segment)
            node.cases[case.request.method].append(case)
            self._operations[Operation(case.request.method, tuple(segments))] = None

    def find(
        self, method: str, url: tuple[str, str], prefer: str = "", body: bytes = b""
    ) -> Case | None:
        """Return the case that answers, or None if the operation is not documented.

        `url` is path and query as they were sent, percent-encoded; `prefer` is the value of the
        Prefer header, which is ignored if it matches nothing (RFC 7240 §2). Of several cases, the
        one with the most similar query and body answers. A HEAD that is not documented is answered
        like GET (RFC 9110 §9.3.2).
        """
        path, query = url
        found = self._cases(method, path)
        if not found and method == "HEAD":
            found = self._cases("GET", path)
        if not found:
            return None
        preferred = _preferred(found, prefer)
        if len(preferred) == 1:
            return preferred[0]
        asked = set(parse_qsl(unquote(query), keep_blank_values=True))
        return max(preferred, key=lambda case: (_fit(case, asked), _has_body(case, body)))

    def nearest(self, method: str, path: str) -> list[str]:
        """Return the operations that are most similar to a request, as `GET /users/{id}`."""
        return [str(found) for found in nearest(self._operations, method, _asked(path))]

    def _cases(self, method: str, path: str) -> list[Case]:
        return [case for node in self._walk(_asked(path)) for case in node.cases.get(method, ())]

    def _walk(self, segments: list[str]) -> Iterator[_Node]:
        """Return the nodes that match a path, the most literal one first."""
        level = [self._root]
        for segment in segments:
            level = [child for node in level for child in node.matches(segment)]
        return iter(level)


def _asked(path: str) -> list[str]:
    """Return the decoded segments of a requested path."""
    return [unquote(part) for part in _segments(path)]


def _segments(path: str) -> list[str]:
    """Return the segments of a path; a slash in a placeholder does not separate them."""
    found = iter(HOLE.findall(path))
    blanked = HOLE.sub("\0", path).strip("/")
    return [re.sub("\0", lambda _: next(found), part) for part in blanked.split("/")]


def _preferred(cases: list[Case], prefer: str) -> list[Case]:
    """Return the cases that match the preference, or all but the alternatives if none does."""
    words = {key: unquote(quoted or bare) for key, quoted, bare in _PREFERENCE.findall(prefer)}
    request, example, code = (words.get(name, "") for name in ("request", "example", "code"))
    cases = [case for case in cases if request == _place(case)] or cases
    found = [case for case in cases if example in _labels(case)] if example else cases
    found = [case for case in found or cases if not code or str(case.expectation.status) == code]
    if found and (example or code):
        return found
    return [case for case in cases if case.paired_by != "alternative"] or cases


def _labels(case: Case) -> tuple[str, ...]:
    """Return the names of a case: its id, its name, the end of its id, the line of its request."""
    return case.id, case.name, case.id.partition("#")[2], _place(case)


def _place(case: Case) -> str:
    return f"{case.location.path}:{case.location.line}"


def _fit(case: Case, asked: set[tuple[str, str]]) -> int:
    """Return how well the query matches: twice the common parameters, less the others."""
    documented = set(parse_qsl(split(case.request.target).query, keep_blank_values=True))
    return 2 * len(documented & asked) - len(documented ^ asked)


def _has_body(case: Case, body: bytes) -> bool:
    """Return True if the body is the documented one: JSON by value, other text verbatim."""
    documented = case.request.body
    if documented is None or not body:
        return documented is None and not body
    try:
        return bool(read_json(documented.text).value == json.loads(body))
    except (ValueError, RecursionError):
        return documented.text.encode("utf-8", "replace") == body
