"""A page differs from the description of the service.

## What it means
`docreplay check --metadata FILE` compares pages with a CSDL or OpenAPI description: the names of
types and properties, their JSON types, the values of enumerations, and which properties may be
null. Compared are the skeletons of resources and the examples of typed responses; a property that
no page shows is a note.

## Why it matters
The description is what clients are generated from: one of the two is wrong.

## Example
    { "height": "String" }        (<Property Name="height" Type="Edm.Int32" />)

## Fix
Correct the page, or the description.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject, json_body
from docreplay.model.api.metadata import Metadata, MetadataProperty, MetadataType
from docreplay.model.finding import Finding, Rule, Severity
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON
from docreplay.model.json.value import pointer as pointer_to
from docreplay.model.location import Passage, Range
from docreplay.model.near_names import near_names
from docreplay.model.types.declared_types import declared_type_of

RULE = Rule(code="DOC175", name="metadata-differs", severity=Severity.WARNING)


class _Example(NamedTuple):
    """An object on the page that is of a declared type."""

    passage: Passage
    json: JsonText
    pointer: str
    value: Mapping[str, JSON]
    is_skeleton: bool

    def place(self, name: str) -> Range:
        found = self.json.place(f"{self.pointer}{pointer_to((name,))}")
        return self.passage.range(found.key, found.end)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield what the page's resources and responses contradict."""
    metadata = subject.neighbours.metadata
    if metadata is None:
        return
    yield from _resources(subject, metadata)
    for exchange, response in subject.answered:
        annotation, body = exchange.response_annotation, json_body(response)
        if annotation is None or body is None or response.body is None:
            continue
        found = metadata.find(annotation.type) if annotation.type else None
        if found:
            key = annotation.text("collectionProperty") or "value"
            for pointer, value in _objects(body.value, key if annotation.is_collection else ""):
                example = _Example(response.body, body, pointer, value, is_skeleton=False)
                yield from _members(metadata, found, example)


def _resources(subject: PageSubject, metadata: Metadata) -> Iterator[Finding]:
    for resource in subject.reading.resources:
        found = metadata.find(resource.type)
        if found is None:
            message = f"type `{resource.type}` is not in {metadata.file}"
            yield RULE.at(resource.annotation.range, message)
            continue
        try:
            json = read_json(resource.block.text.text)
        except JsonError:
            continue  # reading reports it
        value = json.value if isinstance(json.value, dict) else {}
        yield from _members(
            metadata, found, _Example(resource.block.text, json, "", value, is_skeleton=True)
        )
        declared = metadata.properties(found)
        for name in resource.annotation.texts("nullableProperties"):
            if name in declared and not declared[name].is_nullable:
                message = f"property `{name}` must not be null by {metadata.file}"
                yield RULE.at(resource.annotation.range, message)
        yield from _unshown(subject, metadata, found, {name.lower() for name in value})


def _unshown(
    subject: PageSubject, metadata: Metadata, found: MetadataType, shown: set[str]
) -> Iterator[Finding]:
    """Yield a note for each own property of the type that neither skeleton nor table has."""
    kind = subject.neighbours.catalogue.find(found.name)
    tabled = {name.lower() for name in (*kind.tabled, *kind.properties)} if kind else set()
    known = shown | tabled
    for resource in subject.reading.resources:
        if metadata.find(resource.type) is found:
            for name in found.properties:
                if name.lower() not in known:
                    message = f"property `{name}` of {metadata.file} is not documented"
                    place = resource.annotation.range
                    yield RULE.at(place, message, severity=Severity.NOTE)


def _objects(value: JSON, key: str) -> Iterator[tuple[str, Mapping[str, JSON]]]:
    """Yield an object, or the elements of the collection `key`, each with its pointer."""
    items = value.get(key) if isinstance(value, dict) and key else value
    if isinstance(items, list):
        prefix = pointer_to((key,)) if isinstance(value, dict) else ""
        for number, item in enumerate(items):
            if isinstance(item, dict):
                yield f"{prefix}/{number}", item
    elif isinstance(value, dict) and not key:
        yield "", value


def _members(metadata: Metadata, found: MetadataType, example: _Example) -> Iterator[Finding]:
    declared = metadata.properties(found)
    for name, value in example.value.items():
        if "@" in name or name == "error":
            continue
        own = declared.get(name)
        if own is None:
            if not metadata.is_open(found):
                near = near_names(frozenset(declared)).suggestion(name)
                message = f"property `{name}` of `{found.name}` is not in {metadata.file}{near}"
                yield RULE.at(example.place(name), message)
        elif reason := _difference(own, value, example.is_skeleton):
            message = f"property `{name}` of `{found.name}`: {reason} by {metadata.file}"
            yield RULE.at(example.place(name), message)


def _difference(own: MetadataProperty, value: JSON, is_skeleton: bool) -> str:
    """Return what the declaration expects instead of a value or type word, or `""`."""
    if value is None:
        return "" if own.is_nullable or is_skeleton else "must not be null"
    declared = declared_type_of(value) if is_skeleton else None
    kinds = declared.kinds if declared else frozenset({_kind(value)})
    allowed = own.kinds | ({"integer"} if "number" in own.kinds else set())
    if kinds and own.kinds and not kinds & allowed:
        return f"expected {' or '.join(sorted(own.kinds))}, got {' or '.join(sorted(kinds))}"
    words = declared.choices if declared else (value,) if isinstance(value, str) else ()
    unknown = [word for word in words if own.members and word not in own.members]
    known = ", ".join(own.members[:_SHOWN])
    return f"`{unknown[0]}` is not one of {known}" if unknown else ""


_SHOWN = 10


def _kind(value: JSON) -> str:
    if isinstance(value, bool):
        return "boolean"
    kinds = {dict: "object", list: "array", str: "string", int: "integer"}
    return kinds.get(type(value), "number")


CHECK = LintCheck(check)
