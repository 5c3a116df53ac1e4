"""Properties that a resource's JSON skeleton and its annotation declare."""

from collections.abc import Iterator
from dataclasses import dataclass

from docreplay.model.exchange import Resource
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, pointer
from docreplay.model.location import Location
from docreplay.model.markup.block import Annotation
from docreplay.model.types.declared_types import NOTHING, DeclaredType, declared_type_of
from docreplay.model.types.property_tables import Property


def skeleton_of(resource: Resource) -> JsonText | None:
    """Return the JSON skeleton of a resource; None if it is not a JSON object."""
    try:
        found = read_json(resource.block.text.text)
    except JsonError:
        return None
    return found if isinstance(found.value, dict) else None


@dataclass(frozen=True, eq=False)
class _Member(Property):
    """A member of a JSON skeleton."""

    resource: Resource
    skeleton: JsonText
    value: JSON

    def _declare(self) -> DeclaredType:
        return declared_type_of(self.value)

    def _place(self) -> Location:
        return self.resource.block.text.at(self.skeleton.places[pointer([self.name])].key)


@dataclass(frozen=True, eq=False)
class _Mentioned(Property):
    """A property that an annotation names; it does not declare its type."""

    annotation: Annotation

    def _declare(self) -> DeclaredType:
        return NOTHING

    def _place(self) -> Location:
        return self.annotation.location


def members_of(resource: Resource) -> Iterator[Property]:
    """Yield the members of a resource's skeleton; none if it is not a JSON object."""
    skeleton = skeleton_of(resource)
    if skeleton and isinstance(skeleton.value, dict):
        for name, value in skeleton.value.items():
            yield _Member(name, resource, skeleton, value)


def mentioned_in(annotation: Annotation) -> Iterator[Property]:
    """Yield the properties that the annotation of a resource names."""
    for key in ("keyProperty", "optionalProperties", "nullableProperties"):
        for name in annotation.texts(key):
            yield _Mentioned(name, annotation)
