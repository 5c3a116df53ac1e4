"""The resource types that pages describe: their properties, also those of their base types."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.model.exchange import Resource
from extractor.model.json import JSON, pointer
from extractor.model.lenient_json import JsonError, JsonText, read_json
from extractor.model.source import Location

_CHAIN_LIMIT = 20
_WORD_KINDS: Mapping[str, tuple[str, str]] = {
    "string": ("string", ""),
    "boolean": ("boolean", ""),
    "bool": ("boolean", ""),
    "int16": ("integer", ""),
    "int32": ("integer", ""),
    "int64": ("integer", ""),
    "int": ("integer", ""),
    "integer": ("integer", ""),
    "long": ("integer", ""),
    "byte": ("integer", ""),
    "number": ("number", ""),
    "double": ("number", ""),
    "single": ("number", ""),
    "float": ("number", ""),
    "decimal": ("number", ""),
    "guid": ("string", "guid"),
    "datetimeoffset": ("string", "date-time"),
    "datetime": ("string", "date-time"),
    "timestamp": ("string", "date-time"),
    "date": ("string", "date"),
    "timeofday": ("string", "time"),
    "duration": ("string", "duration"),
    "url": ("string", ""),
    "etag": ("string", ""),
    "binary": ("string", ""),
    "stream": ("string", ""),
}
"""JSON kind and format of a skeleton's word (dialect §3.5; OData JSON Format 4.01 §7.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What a resource says of a property; empty `kinds` mean that it says nothing of its type."""

    name: str
    kinds: frozenset[str]
    """JSON Schema type names."""
    format: str = ""
    choices: tuple[str, ...] = ()
    """The members of an enumeration, where the skeleton lists them."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceType:
    """A resource type with the properties of its base types."""

    name: str
    properties: Mapping[str, Property]
    optional: frozenset[str]
    nullable: frozenset[str] | None
    """None where the page does not say which properties may be null: then any may."""
    key: str
    is_open: bool
    location: Location


@dataclass(eq=False)
class Catalogue:
    """The resource types of a documentation, looked up by name: exactly, then ignoring case."""

    resources: Mapping[str, Resource] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._folded = {name.lower(): name for name in self.resources}
        self._types: dict[str, ResourceType] = {}

    def find(self, name: str) -> ResourceType | None:
        """The type of that name, or None where no page describes it."""
        known = name if name in self.resources else self._folded.get(name.lower())
        if known is None:
            return None
        if known not in self._types:
            self._types[known] = self._resolve(known)
        return self._types[known]

    def _resolve(self, name: str) -> ResourceType:
        chain = list(self._chain(name))
        properties: dict[str, Property] = {}
        for resource in reversed(chain):
            properties.update((item.name, item) for item in _properties(resource))
        annotations = [resource.annotation for resource in chain]
        nullable = [item.texts("nullableProperties") for item in annotations]
        stated = any("nullableProperties" in item.attributes for item in annotations)
        return ResourceType(
            name=name,
            properties=properties,
            optional=frozenset(
                word for item in annotations for word in item.texts("optionalProperties")
            ),
            nullable=frozenset(word for words in nullable for word in words) if stated else None,
            key=next((key for item in annotations if (key := item.text("keyProperty"))), "id"),
            is_open=any(item.flag("openType") for item in annotations),
            location=chain[0].block.location,
        )

    def _chain(self, name: str) -> Iterator[Resource]:
        """The type and its base types; a circle of base types ends where it closes."""
        seen: set[str] = set()
        current: str | None = name
        while current is not None and current not in seen and len(seen) < _CHAIN_LIMIT:
            seen.add(current)
            resource = self.resources[current]
            yield resource
            base = resource.annotation.text("baseType")
            current = base if base in self.resources else self._folded.get(base.lower())


EMPTY = Catalogue()


def catalogue_of(resources: Iterable[Resource]) -> Catalogue:
    """The catalogue of the resources; of two with the same name, the first one counts."""
    found: dict[str, Resource] = {}
    for resource in resources:
        found.setdefault(resource.type, resource)
    return Catalogue(found)


def skeleton_kinds(value: JSON) -> tuple[frozenset[str], str, tuple[str, ...]]:
    """Kinds, format and choices of a skeleton's value; a word names a type, `a | b` choices."""
    if isinstance(value, str):
        return _word_kinds(value)
    if isinstance(value, bool):
        return frozenset({"boolean"}), "", ()
    if isinstance(value, int | float):
        return frozenset({"integer" if isinstance(value, int) else "number"}), "", ()
    if isinstance(value, list):
        return frozenset({"array"}), "", ()
    return (frozenset({"object"}) if isinstance(value, dict) else frozenset()), "", ()


def word_kind(word: str) -> str:
    """The JSON kind that a type word such as `Int64` or `Edm.Double` names, or `""`."""
    kind, _ = _WORD_KINDS.get(_bare(word), ("", ""))
    return kind


def _word_kinds(word: str) -> tuple[frozenset[str], str, tuple[str, ...]]:
    bare = _bare(word)
    if bare in _WORD_KINDS:
        kind, form = _WORD_KINDS[bare]
        return frozenset({kind}), form, ()
    if "timestamp" in bare:
        return frozenset({"string"}), "date-time", ()
    choices = tuple(part.strip() for part in word.split("|")) if "|" in word[1:] else ()
    named = all(re.fullmatch(r"[A-Za-z][\w-]*", choice) for choice in choices)
    return frozenset({"string"}), "", choices if named else ()


def _bare(word: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", word.strip().lower()).removeprefix("edm.")


@lru_cache(maxsize=4096)
def _skeleton(text: str) -> JsonText | None:
    try:
        return read_json(text)
    except JsonError:
        return None


def _properties(resource: Resource) -> Iterator[Property]:
    skeleton = _skeleton(resource.block.text.text)
    if skeleton is None or not isinstance(skeleton.value, dict):
        return
    for name, value in skeleton.value.items():
        kinds, form, choices = skeleton_kinds(value)
        offset = skeleton.places[pointer([name])].key
        yield Property(
            name=name,
            kinds=kinds,
            format=form,
            choices=choices,
            location=resource.block.text.at(offset),
        )
