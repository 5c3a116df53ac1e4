"""Objects in the body of an example, with the resource type that each of them is of."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docreplay.model.json.value import JSON
from docreplay.model.json.value import pointer as pointer_to
from docreplay.model.markup.block import Annotation
from docreplay.model.types.object_types import own_type
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_type import ResourceType


@dataclass(frozen=True, slots=True)
class TypedObject:
    """An object, its place in the body, and its type; None if no page describes it."""

    value: Mapping[str, JSON]
    pointer: str
    type: ResourceType | None
    is_outermost: bool
    """True for the body itself and for the elements of a body that is a collection."""


def typed_objects(
    body: JSON, annotation: Annotation | None, catalogue: Catalogue
) -> Iterator[TypedObject]:
    """Yield the body's objects, outer ones first.

    The type is that which the object names (`@odata.type`), else that of the annotation, else the
    type that the page of the outer object declares for the property.
    """
    named = annotation.type if annotation else ""
    key = (annotation.text("collectionProperty") if annotation else "") or "value"
    kind = catalogue.find(named) if named else None
    for pointer, value in _elements(body, key):
        yield from _within(value, pointer, kind, catalogue, is_outermost=True)


def _elements(body: JSON, key: str) -> Iterator[tuple[str, JSON]]:
    """Yield the elements of a collection, else the body."""
    items = body.get(key) if isinstance(body, dict) else body
    if not isinstance(items, list):
        yield "", body
        return
    prefix = pointer_to((key,)) if isinstance(body, dict) else ""
    yield from ((f"{prefix}/{number}", item) for number, item in enumerate(items))


def _within(
    value: JSON,
    pointer: str,
    kind: ResourceType | None,
    catalogue: Catalogue,
    *,
    is_outermost: bool = False,
) -> Iterator[TypedObject]:
    waiting = deque([(value, pointer, kind, is_outermost)])
    while waiting:
        item, at, of, outer = waiting.popleft()
        if isinstance(item, list):
            waiting.extend((part, f"{at}/{n}", of, False) for n, part in enumerate(item))
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("@odata.type"), str):
            of = own_type(item, catalogue)
        yield TypedObject(item, at, of, outer)
        for name, part in item.items():
            if isinstance(part, dict | list):
                inner = _type_of(of, name, catalogue)
                waiting.append((part, f"{at}{pointer_to((name,))}", inner, False))


def _type_of(kind: ResourceType | None, name: str, catalogue: Catalogue) -> ResourceType | None:
    """Return the type that a resource page declares for the objects of a property."""
    found = kind.property(name) if kind else None
    if kind is None or found is None:
        return None
    stated = found.stated.items or found.stated
    if not stated.type:
        return None
    return catalogue.find_within(stated.type, kind.name.rpartition(".")[0])
