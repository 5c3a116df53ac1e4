"""The type that an object of a response names as its own (OData JSON Format 4.01 §4.6.3)."""

from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.explain import placed
from docreplay.compare.pending_finding import PendingFinding
from docreplay.compare.rules.resource_type_differs import RULE as DIFFERS
from docreplay.compare.subject import ResponseSubject
from docreplay.model.body.body_schema import BodySchema
from docreplay.model.body.document import Document
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.decoding import Unreadable
from docreplay.model.json.value import JSON, Steps
from docreplay.model.strictness import Strictness
from docreplay.model.types.declared_types import is_placeholder
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_schema import change_element
from docreplay.model.words import name_of

_NAMES = ("@odata.type", "@type")
"""OData 4.01 may omit the prefix; the type begins with `#` then, which one of JSON-LD does not."""


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report objects of types that are not known to be derived from the documented ones.

    Where the page shows the type in the body, that is an error; a warning where it shows several,
    or where only the annotation names it.
    """
    body, document = subject.expectation.body, subject.document
    if body is None or document is None or not subject.may_have_body or subject.error:
        return
    if not any(name.encode() in subject.answer.body for name in _NAMES):
        return
    try:
        value = subject.value
    except Unreadable:
        return
    named = _annotated(document, subject)
    types = _Types(document.expected.catalogue, named, subject.strictness)
    found = types.deviations(document.expected.schema, value, ())
    yield from placed(((item, 1) for item in found), document, body)


def _annotated(document: Document, subject: ResponseSubject) -> tuple[str, int]:
    """Return the type that only the annotation names, and the depth of the objects that have it.

    That is `""` for a type that a page describes, which the schema of the body has.
    """
    shape = subject.expectation.shape
    elements: list[BodySchema] = []
    if not shape.type or document.expected.resource:
        return "", 0

    def note(schema: BodySchema) -> BodySchema:
        elements.append(schema)
        return schema

    whole = document.expected.schema
    change_element(whole, shape, note)
    if elements and elements[0] is whole:
        return shape.type, 0
    return shape.type, 1 if whole.items else 2


class _Types:
    """Comparison of the types of a response with the documented ones."""

    def __init__(
        self, catalogue: Catalogue, annotated: tuple[str, int], strictness: Strictness
    ) -> None:
        self._catalogue = catalogue
        self._annotated, self._depth = annotated
        self._strictness = strictness

    def deviations(
        self, schema: BodySchema | None, value: JSON, path: Steps
    ) -> Iterator[PendingFinding]:
        """Return the deviations at a path and below it."""
        if schema is None or self._strictness.matcher_at(path):
            return
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.deviations(schema.items, item, (*path, index))
        elif isinstance(value, dict):
            yield from self._object(schema, value, path)
            for name, item in value.items():
                part = schema.values if schema.is_entry(name) else schema.properties.get(name)
                yield from self.deviations(part, item, (*path, name))

    def _object(
        self, schema: BodySchema, value: dict[str, JSON], path: Steps
    ) -> Iterator[PendingFinding]:
        name = next((name for name in _NAMES if name in value), "")
        own = value.get(name)
        if not isinstance(own, str) or not own.strip("#"):
            return
        if name != _NAMES[0] and not own.startswith("#"):
            return
        own, shown = own.lstrip("#"), schema.properties.get(name)
        samples = [item.lstrip("#") for item in sorted(shown.samples)] if shown else []
        expected = self._expected(schema, samples, path)
        if not expected or self._is_related(own, expected) or any(map(is_placeholder, samples)):
            return
        yield PendingFinding(
            rule=DIFFERS,
            path=path,
            message=f"{name_of(path)} must be a `{expected[0]}` (got a `{own}`)",
            expected=expected[0],
            actual=own,
            severity=Severity.ERROR if len(samples) == 1 else Severity.WARNING,
        )

    def _expected(self, schema: BodySchema, samples: list[str], path: Steps) -> list[str]:
        """Return the names of the documented types, those of the example first.

        Objects of which only a described type is known are compared by its page.
        """
        if schema.resource:
            return [*samples, schema.resource.name] if samples else []
        is_element = self._annotated and len(path) == self._depth
        return [*samples, *([self._annotated] if is_element else [])]

    def _is_related(self, own: str, expected: list[str]) -> bool:
        """Return True if a type is one of several, or derived from one, or a base of one."""
        described = self._catalogue.find(own)
        names = {own.lower(), *((described.name.lower(),) if described else ())}
        above = {base.lower() for base in described.ancestors} if described else set()
        found = [item for name in expected if (item := self._catalogue.find(name))]
        wanted = {name.lower() for name in (*expected, *(item.name for item in found))}
        bases = {base.lower() for item in found for base in item.ancestors}
        return bool((names | above) & wanted or names & bases)


COMPARATOR = Comparator(check)
