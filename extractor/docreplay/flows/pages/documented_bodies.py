"""What pages say about the responses of a case: documented bodies, statuses and headers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from docreplay.compare.subject import ResponseSubject
from docreplay.config.strictness import ConfiguredStrictness
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.body.document import Document
from docreplay.model.body.shape import Shape, merged, observed
from docreplay.model.body.stated import Stated
from docreplay.model.case import Answer, Case
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.types.listed_values import NOTHING_LISTED
from docreplay.model.types.object_types import names_type
from docreplay.model.types.resource_catalogue import EMPTY

_UNSENT = Answer(status=200, reason="", headers=(), body=b"")


class DocumentedBodies:
    """The documented responses of the cases of an index."""

    def __init__(self, index: CaseIndex) -> None:
        self._index = index
        self._strictnesses = ConfiguredStrictness(index.config)

    def siblings(self, case: Case) -> dict[int, Case]:
        """Return the cases of all responses that the page documents for a request, by status."""
        record = self._index.record(case.page)
        known = record.siblings(case) if record else ()
        found = {other.expectation.status: other for other in reversed((case, *known))}
        return {status: other for status, other in found.items() if status is not None}

    def document(self, case: Case) -> Document | None:
        """Return the documented body of a case, or None if it is not JSON."""
        expectation = case.expectation
        return ResponseSubject(
            expectation,
            _UNSENT,
            self._index.catalogue if names_type(expectation) else EMPTY,
            case.request,
            self._strictnesses.of(case.page.path, case.id),
            listed=self._index.listed(case.page) if expectation.body else NOTHING_LISTED,
        ).document

    def stated(self, case: Case) -> Stated:
        """Return what the page says about the body of a case, and what other examples show."""
        document = self.document(case)
        if document is None:
            return Stated()
        expected = document.expected
        examples = observed(document.json.value)
        if beside := self._by_type.get(case.expectation.shape.type.lower()):
            examples = _with_elements(examples, beside, case)
        shape = case.expectation.shape
        return Stated(
            schema=expected.schema,
            catalogue=expected.catalogue,
            examples=examples,
            collection=shape.collection_property if shape.is_collection else "",
        )

    @cached_property
    def _by_type(self) -> dict[str, Shape]:
        """What all documented examples of a type show, by the type in lower case."""
        found: defaultdict[str, list[Shape]] = defaultdict(list)
        for case in self._index.all_tested():
            if name := case.expectation.shape.type.lower():
                found[name] += _elements(case)
        return {name: _all(shapes) for name, shapes in found.items() if len(shapes) > 1}


def _elements(case: Case) -> Iterable[Shape]:
    """Return the shape of the objects of the annotated type that a case shows."""
    body, shape = case.expectation.body, case.expectation.shape
    try:
        value = read_json(body.text).value if body else None
    except JsonError:
        return []
    found = observed(value)
    if shape.is_collection:
        found = found.members.get(shape.collection_property, found)
    return [found.items or found] if found.count else []


def _all(shapes: Iterable[Shape]) -> Shape:
    first, *others = shapes
    for other in others:
        first = merged(first, other)
    return first


def _with_elements(examples: Shape, beside: Shape, case: Case) -> Shape:
    """Return the examples of a body with what other examples show of the annotated type."""
    shape = case.expectation.shape
    if not shape.is_collection:
        return merged(examples, beside) if examples.number("object") else examples
    part = examples.members.get(shape.collection_property)
    if part is None or part.items is None:
        return examples
    items = replace(part, items=merged(part.items, beside))
    return replace(examples, members={**examples.members, shape.collection_property: items})
