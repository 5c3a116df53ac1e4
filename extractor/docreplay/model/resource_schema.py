"""Additions of resource pages to the schema of an example.

A resource page adds the type of each property, promises properties that no example contains, and
describes types that objects name themselves (`@odata.type`, OData JSON Format 4.01 §4.6.3).
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from docreplay.model.body_schema import BodySchema
from docreplay.model.case import BodyAnnotation
from docreplay.model.declared_types import DeclaredType
from docreplay.model.json.value import JSON
from docreplay.model.odata_selection import ODataSelection
from docreplay.model.resource_catalogue import Catalogue, Property, ResourceType

_NULL = frozenset({"null"})
_NUMBER = frozenset({"number"})
_STRING = frozenset({"string"})


def change_element(
    schema: BodySchema, annotation: BodyAnnotation, change: Callable[[BodySchema], BodySchema]
) -> BodySchema:
    """Return the schema with `change` applied to what the annotation's type describes.

    That is each element of a collection, or else the body itself.
    """
    name = annotation.collection_property
    collection = schema.properties.get(name)
    is_wrapped = annotation.is_collection or _is_wrapper(schema)
    if collection and is_wrapped and "array" in collection.kinds:
        if collection.items is None:
            return schema
        items = replace(collection, items=change(collection.items))
        return replace(schema, properties={**schema.properties, name: items})
    if schema.items and not schema.properties:
        return replace(schema, items=change(schema.items))
    return change(schema)


def with_resource(schema: BodySchema, resource: ResourceType, catalogue: Catalogue) -> BodySchema:
    """Return the schema for objects of the resource type.

    Where the example and the resource page differ, the example decides.
    """
    if "object" not in schema.kinds:
        return schema
    properties = dict(schema.properties)
    for name, part in schema.properties.items():
        found = _property(resource, name, part)
        if found:
            whole = _with_declared(part, found.stated, (resource, catalogue))
            nullable = resource.nullable is not None and name in resource.nullable
            properties[name] = replace(whole, kinds=whole.kinds | _NULL) if nullable else whole
    return replace(_of_type(schema, resource), properties=properties)


def with_promises(
    schema: BodySchema, annotation: BodyAnnotation, selection: ODataSelection
) -> BodySchema:
    """Return the schema of a whole element with what its resource promises for the selection."""
    resource = schema.resource
    if resource is None:
        return schema
    promised = _promised(resource, selection) - schema.properties.keys()
    if annotation.truncated or resource.is_abstract:
        promised = frozenset()
    selected = None if selection.selected is None else _selected(resource, selection)
    if not promised and selected is None:
        return schema
    return replace(schema, promised=promised, selected=selected)


@lru_cache(maxsize=4096)
def declared_schema(declared: Property, resource: ResourceType, catalogue: Catalogue) -> BodySchema:
    """Return the schema of a property by the page of its resource alone."""
    schema = _of_declared(declared.stated, resource, catalogue)
    if resource.nullable is None or declared.name in resource.nullable or not schema.kinds:
        return schema
    return replace(schema, kinds=schema.kinds - _NULL)


@lru_cache(maxsize=4096)
def nested_schema(declared: Property, resource: ResourceType, catalogue: Catalogue) -> BodySchema:
    """Return `declared_schema` together with the described types inside of the property."""
    schema = declared_schema(declared, resource, catalogue)
    return _with_nested(schema, declared.stated, (resource, catalogue))


def declared_property(schema: BodySchema, name: str) -> Property | None:
    """Return what the resource page declares of a property, unless the request excludes it."""
    if schema.resource is None:
        return None
    is_selected = schema.selected is None or name in schema.selected
    if not is_selected and name not in schema.properties:
        return None
    return schema.resource.property(name)


def own_type(value: dict[str, JSON], catalogue: Catalogue) -> ResourceType | None:
    """Return the described type that an object names as its own."""
    name = value.get("@odata.type")
    return catalogue.find(name.lstrip("#")) if isinstance(name, str) and name else None


def differing_type(schema: BodySchema, value: dict[str, JSON]) -> str:
    """Return the type name of an object if it differs from the schema's, or `""`.

    A name may be empty: it is returned with the leading `#` that it may have.
    """
    name = value.get("@odata.type")
    if schema.resource is None or not isinstance(name, str):
        return ""
    return "" if name.lstrip("#") == schema.resource.name else "#" + name.lstrip("#")


def schema_for(schema: BodySchema, value: dict[str, JSON], catalogue: Catalogue) -> BodySchema:
    """Return the schema for an object by the type that it names; nothing is known of others."""
    if not differing_type(schema, value):
        return schema
    own = own_type(value, catalogue)
    return _of_type(schema, own) if own else replace(schema, resource=None, is_open=True)


def is_compatible(own: ResourceType, schema: BodySchema) -> bool:
    """Return True if objects may be of the type: a subtype, a supertype, or one of an example."""
    expected, example = schema.resource, schema.properties.get("@odata.type")
    samples = example.samples if example else frozenset[str]()
    if expected is None or own.name in {sample.lstrip("#") for sample in samples}:
        return True
    return expected.name in (own.name, *own.ancestors) or own.name in expected.ancestors


def _of_type(schema: BodySchema, resource: ResourceType) -> BodySchema:
    return replace(schema, resource=resource, is_open=resource.is_open or resource.is_abstract)


def _type_of(
    declared: DeclaredType, resource: ResourceType, catalogue: Catalogue
) -> ResourceType | None:
    """Return the described type that a property's page names for its objects."""
    if not declared.type:
        return None
    return catalogue.find_within(declared.type, resource.name.rpartition(".")[0])


def _of_declared(
    declared: DeclaredType, resource: ResourceType, catalogue: Catalogue
) -> BodySchema:
    """Return the schema of a declared type; any may be null unless the resource says otherwise.

    Skeletons write enumerations as they write objects; their values are strings (OData JSON
    Format 4.01 §7.1). So a type without a described member may be either.
    """
    kinds = declared.kinds | _NULL if declared.kinds else frozenset()
    if kinds and declared.type:
        named = _type_of(declared, resource, catalogue)
        if named is None or all("@" in name for name in named.properties):
            kinds |= _STRING
    return BodySchema(
        kinds=kinds,
        format=declared.format,
        choices=declared.choices,
        items=_of_declared(declared.items, resource, catalogue) if declared.items else None,
        is_open=True,
    )


def _with_nested(
    schema: BodySchema, declared: DeclaredType, context: tuple[ResourceType, Catalogue]
) -> BodySchema:
    if schema.items and declared.items:
        return replace(schema, items=_with_nested(schema.items, declared.items, context))
    nested = _type_of(declared, *context)
    return _of_type(schema, nested) if nested else schema


def _is_wrapper(schema: BodySchema) -> bool:
    """Return True if an object is only a collection: `value` and control information."""
    return all(name == "value" or "@odata." in name for name in schema.properties)


def _property(resource: ResourceType, name: str, part: BodySchema) -> Property | None:
    """Return the property; tables are read only if the example leaves the type open."""
    is_unclear = "integer" in part.kinds or part.kinds == _NULL
    return resource.property(name) if is_unclear else resource.properties.get(name)


def _with_declared(
    part: BodySchema, declared: DeclaredType, context: tuple[ResourceType, Catalogue]
) -> BodySchema:
    """Return the schema of an example with its declared type, as far as the two agree."""
    kinds = part.kinds
    if "integer" in kinds and declared.kinds == _NUMBER:
        kinds |= {"number"}
    if kinds == _NULL and declared.kinds:
        kinds |= declared.kinds
    is_certain = part.is_format_certain or (bool(part.format) and part.format == declared.format)
    choices = declared.choices if part.samples and part.samples <= {*declared.choices} else ()
    items = part.items
    if items and declared.items:
        items = _with_declared(items, declared.items, context)
    whole = part
    if (
        kinds != part.kinds
        or is_certain != part.is_format_certain
        or choices
        or items is not part.items
    ):
        whole = replace(
            part, kinds=kinds, is_format_certain=is_certain, choices=choices, items=items
        )
    nested = _type_of(declared, *context)
    return with_resource(whole, nested, context[1]) if nested else whole


def _promised(resource: ResourceType, selection: ODataSelection) -> frozenset[str]:
    """Return the properties of the JSON representation, or the selected ones that exist."""
    if selection.selected is None:
        own = {name for name in resource.properties if "@" not in name}
        promised = own - resource.optional
    else:
        promised = {name for name in selection.selected if resource.property(name)}
    expanded = {name for name in selection.expanded if resource.property(name)}
    return frozenset(promised | expanded)


def _selected(resource: ResourceType, selection: ODataSelection) -> frozenset[str]:
    """Return what a response may contain: the selection, what is expanded, and the key."""
    return frozenset({*(selection.selected or ()), *selection.expanded, resource.key, "id"})
