"""Properties that an example of a type shows as null, which may be null in all responses."""

from collections.abc import Iterable, Iterator
from functools import partial

from docreplay.compare.rules.null_value import RULE as NULL_VALUE
from docreplay.errors import PageUnreadable
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import BodyAnnotation, Case, Expectation
from docreplay.model.finding import Finding, Severity
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.json.value import pointer as pointer_to
from docreplay.model.page import PageId
from docreplay.sources.pages import load_page

_Steps = tuple[str, ...]
"""Names on the way from an object of the type to a property, without the indices of arrays."""


class ShownNulls:
    """The nulls in the documented responses of each resource type, on all pages."""

    def __init__(self, index: CaseIndex) -> None:
        self._index = index
        self._found: dict[str, frozenset[_Steps]] = {}

    def without_shown(
        self, expectation: Expectation, findings: Iterable[Finding]
    ) -> tuple[Finding, ...]:
        """Return the findings without warnings about null where another example shows null."""
        return tuple(item for item in findings if not self._is_shown(expectation.shape, item))

    def _is_shown(self, shape: BodyAnnotation, finding: Finding) -> bool:
        is_warning = finding.code == NULL_VALUE.code and finding.severity is Severity.WARNING
        if not is_warning or not shape.type or not finding.pointer:
            return False
        return _steps(finding.pointer, shape) in self._of(shape.type)

    def _of(self, name: str) -> frozenset[_Steps]:
        """Return what is null in examples of a type; only pages that mention it are read."""
        key = name.lower()
        if key not in self._found:
            self._found[key] = frozenset(
                steps for case in self._cases(key) for steps in _null_steps(case)
            )
        return self._found[key]

    def _cases(self, name: str) -> Iterator[Case]:
        for page in self._index.tree:
            record = self._index.record(page) if self._mentions(page, name) else None
            found = record.cases if record else ()
            yield from (case for case in found if case.expectation.shape.type.lower() == name)

    def _mentions(self, page: PageId, name: str) -> bool:
        if self._index.is_read(page):
            return True
        try:
            return name in load_page(self._index.store, page).text.lower()
        except PageUnreadable:
            return False


def _null_steps(case: Case) -> Iterator[_Steps]:
    expected = case.expectation
    try:
        value = read_json(expected.body.text).value if expected.body else None
    except JsonError:
        return
    yield from map(partial(_steps, shape=expected.shape), _null_pointers(value, ""))


def _null_pointers(value: JSON, at: str) -> Iterator[str]:
    if value is None and at:
        yield at
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _null_pointers(item, f"{at}{pointer_to((name,))}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _null_pointers(item, f"{at}/{index}")


def _steps(pointer: str, shape: BodyAnnotation) -> _Steps:
    """Return the names of a pointer below an element of a collection, or below the body."""
    names = tuple(step for step in pointer.split("/")[1:] if not step.isdigit())
    is_element = shape.is_collection and names[:1] == (shape.collection_property,)
    return names[1:] if is_element else names
