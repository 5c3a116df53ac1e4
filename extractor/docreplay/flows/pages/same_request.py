"""Documented requests that are equal: a service gets the same request, so it gives one response."""

import json
from collections.abc import Iterator, Sequence

from docreplay.errors import PageUnreadable
from docreplay.flows.pages.case_index import CaseIndex, same_status_line
from docreplay.model.case import Case
from docreplay.model.http.http import Request
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.page import PageId
from docreplay.sources.pages import load_page

_Key = tuple[str, str, tuple[tuple[str, str], ...], str]


class SameRequests:
    """The cases of a documentation by their requests: method, target, headers and body."""

    def __init__(self, index: CaseIndex) -> None:
        self._index = index
        self._found: dict[_Key, tuple[Case, ...]] = {}

    def others(self, case: Case) -> tuple[Case, ...]:
        """Return the cases of other request blocks, on any page, that send the same request.

        Only pages that contain the target are read.
        """
        key = _key(case.request)
        if key not in self._found:
            self._found[key] = tuple(self._all(key, case.request.target))
        return tuple(
            item for item in self._found[key] if not item.location.is_beside(case.location)
        )

    def alternatives(self, case: Case, siblings: Sequence[Case]) -> tuple[Case, tuple[Case, ...]]:
        """Return the case as its page has it, and those whose response may come in its place.

        `siblings` are all cases of its request block. There are none for a case that its page no
        longer has.
        """
        own = next((other for other in siblings if same_status_line(other, case)), None)
        if own is None:
            return case, ()
        beside = siblings if own.paired_by == "alternative" else ()
        found = (*beside, *self.others(own))
        return own, tuple(other for other in found if other is not own)

    def _all(self, key: _Key, target: str) -> Iterator[Case]:
        for page in self._index.tree:
            record = self._index.record(page) if self._mentions(page, target) else None
            found = record.cases if record else ()
            same = (case for case in found if case.request.target == target)
            yield from (case for case in same if _key(case.request) == key)

    def _mentions(self, page: PageId, target: str) -> bool:
        """Return True if the page may document the target; one that was read is known to."""
        if self._index.is_read(page):
            return True
        try:
            return target in load_page(self._index.store, page).text
        except PageUnreadable:
            return False


def _key(request: Request) -> _Key:
    headers = sorted((header.name.lower(), header.value) for header in request.headers)
    body = request.body.text if request.body else ""
    try:
        body = json.dumps(read_json(body).value, sort_keys=True) if body else ""
    except (JsonError, ValueError):
        body = body.strip()
    return request.method, request.target, tuple(headers), body
