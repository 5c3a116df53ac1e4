"""A documented JSON body: its value, what it expects of responses, and the places of its parts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from docreplay.model.body.body_check import BodyCheck, Compiler
from docreplay.model.body.body_schema import BodySchema
from docreplay.model.body.expected_schema import DEFAULT_OPTIONS, ComparisonOptions, expected_schema
from docreplay.model.body.json_schema import SchemaObject, json_schema
from docreplay.model.case import BodyAnnotation
from docreplay.model.json.lines import read_json_lines
from docreplay.model.json.map_keys import entry_keys
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, Steps, pointer
from docreplay.model.location import Passage, Range
from docreplay.model.types.property_tables import Property
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_type import ResourceType


@dataclass(frozen=True)
class ExpectedBody:
    """What a documented value expects of responses, however the page formats it."""

    schema: BodySchema
    resource: ResourceType | None
    """The type that the annotation names, if a page describes it."""
    catalogue: Catalogue

    @cached_property
    def _compiler(self) -> Compiler:
        return Compiler(self.catalogue)

    @cached_property
    def conforms(self) -> BodyCheck:
        """Compiled check that returns a true value if there is nothing to report."""
        return self._compiler.check(self.schema)

    @cached_property
    def json_schema(self) -> SchemaObject:
        """The same as JSON Schema."""
        return json_schema(self.schema, self._compiler)


@dataclass(frozen=True)
class Document:
    """A documented JSON body: its text, and what it expects of responses."""

    json: JsonText
    expected: ExpectedBody

    def locate(self, body: Passage, path: Sequence[str | int], *, key: bool = False) -> Range:
        """Return the range on the page that documents the value at a path of a response.

        An element beyond the documented ones is documented by the one that contains most of the
        path. With `key`, the place is that of the property's name instead of its value.
        """
        place = self.json.place(pointer(self.documented(path)))
        if not key:
            return body.range(place.start, place.end)
        return body.range(
            place.key, place.key + len(body.text[place.key : place.start].rstrip(": \t\n"))
        )

    def declared(self, path: Sequence[str | int]) -> tuple[Property, ResourceType] | None:
        """Return what the page of a resource declares of the property at a path, or None."""
        schema: BodySchema | None = self.expected.schema
        found: tuple[Property, ResourceType] | None = None
        for step in path:
            if schema is None:
                return None
            if isinstance(step, int):
                schema = schema.items
                continue
            resource = schema.resource
            declared = resource.property(step) if resource else None
            found = (declared, resource) if declared and resource else None
            is_entry = schema.is_entry(step)
            schema = schema.values if is_entry else schema.properties.get(step)
        return found

    def shows(self, path: Sequence[str | int]) -> bool:
        """Return True if the page contains a value at exactly that path."""
        return self.documented(path) == tuple(path)

    def value_at(self, path: Sequence[str | int]) -> JSON:
        """Return the documented value that is nearest to a path of a response."""
        value = self.json.value
        for step in self.documented(path):
            if isinstance(value, dict):
                value = value[str(step)]
            elif isinstance(value, list):
                value = value[int(step)]
        return value

    def documented(self, path: Sequence[str | int]) -> Steps:
        """Return the documented path that is nearest to a path of a response."""
        return _nearest(self.json.value, tuple(path), ())

    def shown(self, path: Sequence[str | int]) -> str:
        """Return the page's text of a documented value."""
        place = self.json.place(pointer(self.documented(path)))
        return self.json.text[place.start : place.end]


def document_of(
    text: str,
    annotation: BodyAnnotation,
    catalogue: Catalogue,
    options: ComparisonOptions = DEFAULT_OPTIONS,
    *,
    is_lines: bool = False,
) -> Document | None:
    """Return the document of a body's text, or None if it is not JSON.

    With `is_lines`, the text is a sequence of values, which is compared like an array. The
    catalogue keeps the last documents: each claim of a test is judged by itself.
    """
    return catalogue.kept(_Documents).of(text, annotation, options, is_lines)


def document_once(
    text: str,
    annotation: BodyAnnotation,
    catalogue: Catalogue,
    options: ComparisonOptions = DEFAULT_OPTIONS,
    *,
    is_lines: bool = False,
) -> Document | None:
    """Return `document_of` for a text that is compared once: nothing is kept."""
    read = _read(text, is_lines=is_lines)
    if read is None:
        return None
    return Document(json=read, expected=_expected(read, annotation, catalogue, options))


def _read(text: str, *, is_lines: bool) -> JsonText | None:
    try:
        return read_json_lines(text) if is_lines else read_json(text)
    except JsonError:
        return None


class _Canonical:
    """A JSON text that is equal to any other text of the same value and order of keys."""

    def __init__(self, read: JsonText) -> None:
        self.read = read
        self.key = (json.dumps(read.value), read.elided)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Canonical) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


class _Documents:
    """The last documents of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.of = lru_cache(maxsize=64)(self._of)
        self._expected = lru_cache(maxsize=64)(self._of_value)

    def _of(
        self, text: str, annotation: BodyAnnotation, options: ComparisonOptions, is_lines: bool
    ) -> Document | None:
        read = _read(text, is_lines=is_lines)
        if read is None:
            return None
        return Document(json=read, expected=self._expected(_Canonical(read), annotation, options))

    def _of_value(
        self, canonical: _Canonical, annotation: BodyAnnotation, options: ComparisonOptions
    ) -> ExpectedBody:
        """Return what is computed once per value, however a page and its test format it."""
        return _expected(canonical.read, annotation, self._catalogue, options)


def _expected(
    read: JsonText, annotation: BodyAnnotation, catalogue: Catalogue, options: ComparisonOptions
) -> ExpectedBody:
    return ExpectedBody(
        schema=expected_schema(read, annotation, catalogue, options),
        resource=catalogue.find(annotation.type) if annotation.type else None,
        catalogue=catalogue,
    )


def _nearest(value: JSON, path: Steps, done: Steps) -> Steps:
    if not path:
        return done
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        return _nearest(value[str(step)], rest, (*done, step))
    if isinstance(value, dict) and (keys := entry_keys(value, step)):
        return max((_nearest(value[key], rest, (*done, key)) for key in keys), key=len)
    if isinstance(value, list) and isinstance(step, int) and value:
        return _nearest_element(value, (step, *rest), done)
    return done


def _nearest_element(elements: list[JSON], path: Steps, done: Steps) -> Steps:
    """Return the path in the element of the same index, unless others contain more of it."""
    own, rest = int(path[0]), path[1:]
    best: Steps = ()
    for index in (own, *range(len(elements))) if own < len(elements) else range(len(elements)):
        found = _nearest(elements[index], rest, (*done, index))
        if len(found) == len(done) + len(path):
            return found
        best = max(best, found, key=len)
    return best
