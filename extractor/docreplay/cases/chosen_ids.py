"""Ids that the client chooses: what a request with such an id creates has it from then on."""

from collections.abc import Iterable

from docreplay.cases.known_ids import KnownIds
from docreplay.cases.target_ids import IdPlace
from docreplay.model.case import Case
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON


class ChosenIds:
    """Ids of examples with which requests of the pages create objects."""

    def __init__(self, sent: Iterable[Case], ids: KnownIds) -> None:
        self._put: set[tuple[str, str]] = set()
        self._made: set[tuple[str, str]] = set()
        """Those of which pages say that they are new (201)."""
        self._posted: set[tuple[str, str]] = set()
        for case in sent:
            status = case.expectation.status or 200
            if case.request.method in ("PUT", "POST") and 200 <= status < 300:
                self._note(case, ids, is_new=status == 201)

    def has(self, place: IdPlace) -> bool:
        """Return True if a request creates an object with the id of a place.

        PUT creates what its URL names (RFC 9110 §9.3.4), POST may have the id in its body.
        """
        is_posted = (place.collection, place.written) in self._posted
        return is_posted or (place.template, place.written) in self._put

    def is_own(self, case: Case, place: IdPlace, *, is_last: bool) -> bool:
        """Return True if the request of a case must have the id of its example.

        It creates the object, or removes what a different request has created with that id.
        """
        is_new = (place.template, place.written) in self._made
        return is_last and not place.names and is_new and case.request.method in ("PUT", "DELETE")

    def _note(self, case: Case, ids: KnownIds, *, is_new: bool) -> None:
        found = ids.of(case)
        if case.request.method == "POST":
            self._posted |= {(found.template, text) for text in _texts(case)}
        elif found.in_path and found.in_path[-1].template == found.template:
            last = found.in_path[-1]
            self._put.add((last.template, last.written))
            self._made |= {(last.template, last.written)} if is_new else set()


def _texts(case: Case) -> frozenset[str]:
    """Return the texts that are properties of a request body."""
    body = case.request.body
    try:
        sent: JSON = read_json(body.text).value if body else None
    except JsonError:
        sent = None
    values = sent.values() if isinstance(sent, dict) else ()
    return frozenset(text for text in values if isinstance(text, str))
