"""Additions of resource pages to the schema of an example.

A resource page adds the type of each property, promises properties that no example contains, and
describes types that objects name themselves (`@odata.type`, OData JSON Format 4.01 §4.6.3).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from docreplay.model.body.body_schema import BodySchema
from docreplay.model.case import BodyAnnotation
from docreplay.model.http.odata_selection import ODataSelection
from docreplay.model.types.declared_types import NOTHING, DeclaredType, is_placeholder
from docreplay.model.types.declared_values import AllowedValues, is_allowed, is_word
from docreplay.model.types.object_types import of_type
from docreplay.model.types.property_tables import CompletedProperty, Property
from docreplay.model.types.resource_catalogue import Catalogue, once_per_catalogue
from docreplay.model.types.resource_type import ResourceType

_NULL = frozenset({"null"})
_NUMBER = frozenset({"number"})
_STRING = frozenset({"string"})
_WORD_KINDS = frozenset({"string", "null"})


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
        items = collection._replace(items=change(collection.items))
        return schema._replace(properties={**schema.properties, name: items})
    if schema.items and not schema.properties:
        return schema._replace(items=change(schema.items))
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
        whole = _with_declared(part, found.stated, (resource, catalogue)) if found else part
        properties[name] = _with_nullability(whole, name, resource)
    return of_type(schema, resource, properties)


def _with_nullability(part: BodySchema, name: str, resource: ResourceType) -> BodySchema:
    """Return the schema of a shown property with what `nullableProperties` says about null.

    What tables say is looked up for values that are null: most resources need no tables.
    """
    if resource.nullable is None or "@" in name:
        return part
    if name in resource.nullable:
        return part._replace(kinds=part.kinds | _NULL)
    return part._replace(is_null_refused=True)


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
    return schema._replace(promised=promised, selected=selected)


@once_per_catalogue
def declared_schema(declared: Property, resource: ResourceType, catalogue: Catalogue) -> BodySchema:
    """Return the schema of a property by the page of its resource alone."""
    schema = _of_declared(declared.stated, resource, catalogue)
    if resource.nullable is None or declared.name in resource.nullable or not schema.kinds:
        return schema
    return schema._replace(kinds=schema.kinds - _NULL)


@once_per_catalogue
def nested_schema(declared: Property, resource: ResourceType, catalogue: Catalogue) -> BodySchema:
    """Return `declared_schema` together with the described types inside of the property."""
    schema = declared_schema(declared, resource, catalogue)
    return _with_nested(schema, declared.stated, (resource, catalogue))


def with_listed(schema: BodySchema, listed: Mapping[str, AllowedValues]) -> BodySchema:
    """Return the schema with the values that the page of the operation lists for properties.

    What a table of the resource describes is left to it, as is a list in the skeleton.
    """
    tabled = schema.resource.tabled if schema.resource else {}
    properties = {
        name: _with_values(part, listed[name]) if name in listed and name not in tabled else part
        for name, part in schema.properties.items()
    }
    return schema._replace(properties=properties)


def _with_values(part: BodySchema, allowed: AllowedValues) -> BodySchema:
    if part.items:
        return part._replace(items=_with_values(part.items, allowed))
    declared = DeclaredType(choices=allowed.values)
    choices = () if part.choices or part.format else _choices(part, declared)
    return part._replace(choices=choices, is_choice_open=allowed.is_open) if choices else part


def declared_property(schema: BodySchema, name: str) -> Property | None:
    """Return what the resource page declares of a property, unless the request excludes it."""
    if schema.resource is None:
        return None
    is_selected = schema.selected is None or name in schema.selected
    if not is_selected and name not in schema.properties:
        return None
    return schema.resource.property(name)


def is_entry(schema: BodySchema, name: str) -> bool:
    """Return True for the name of an entry of a map; a name that the resource declares is none."""
    return schema.is_entry(name) and declared_property(schema, name) is None


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
        is_choice_open=declared.is_open,
        items=_of_declared(declared.items, resource, catalogue) if declared.items else None,
        is_open=True,
    )


def _with_nested(
    schema: BodySchema, declared: DeclaredType, context: tuple[ResourceType, Catalogue]
) -> BodySchema:
    if schema.items and declared.items:
        return schema._replace(items=_with_nested(schema.items, declared.items, context))
    nested = _type_of(declared, *context)
    return of_type(schema, nested) if nested else schema


def _is_wrapper(schema: BodySchema) -> bool:
    """Return True if an object is only a collection: `value` and control information."""
    return all(name == "value" or "@odata." in name for name in schema.properties)


def _property(resource: ResourceType, name: str, part: BodySchema) -> Property | None:
    """Return the property; tables are read only if the example leaves open what it may be.

    A word may be a member of an enumeration, which tables list.
    """
    found = resource.properties.get(name)
    is_guess = bool(part.format) and not part.is_format_certain
    if "integer" in part.kinds or part.kinds == _NULL or is_guess:
        found = resource.property(name)
    is_open = is_guess or _may_be_choice(part.items or part)
    if not is_open or (found and found.stated.choices):
        return found
    row, allowed = resource.tabled.get(name), resource.listed.get(name)
    base = found or row
    if base is None or (allowed is None and (row is None or base is row)):
        return base
    tabled = row.stated if row else NOTHING
    completed = _completed(base.stated, _with_choices(tabled, allowed) if allowed else tabled)
    return CompletedProperty(name, base, completed)


def _with_choices(stated: DeclaredType, allowed: AllowedValues) -> DeclaredType:
    """Return the type of a table, or that of its elements, with the values of the prose.

    Values that the table lists itself stay.
    """
    part = stated.items or stated
    return part if part.choices else replace(part, choices=allowed.values, is_open=allowed.is_open)


def _may_be_choice(part: BodySchema) -> bool:
    return (
        part.kinds <= _WORD_KINDS
        and bool(part.samples)
        and not part.format
        and all(map(is_word, part.samples))
    )


def _completed(stated: DeclaredType, tabled: DeclaredType) -> DeclaredType:
    """Return the type that a skeleton states with the format and choices that a table states."""
    listed = tabled.items or tabled
    if stated.items:
        return replace(stated, items=_completed(stated.items, listed))
    form = stated.format or listed.format
    return replace(stated, format=form, choices=listed.choices, is_open=listed.is_open)


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
    choices = _choices(part, declared)
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
        whole = part._replace(
            kinds=kinds,
            is_format_certain=is_certain,
            choices=choices,
            is_choice_open=declared.is_open,
            items=items,
        )
    nested = _type_of(declared, *context)
    return with_resource(whole, nested, context[1]) if nested else whole


def _choices(part: BodySchema, declared: DeclaredType) -> tuple[str, ...]:
    """Return the declared choices if all examples of a string are choices.

    A type word that an example shows for a value is not a choice, and fine in responses, too.
    """
    words = tuple(sorted(filter(is_placeholder, part.samples)))
    choices = (*declared.choices, *words) if declared.choices and part.samples else ()
    return choices if all(is_allowed(value, choices) for value in part.samples) else ()


def _promised(resource: ResourceType, selection: ODataSelection) -> frozenset[str]:
    """Return the properties of the JSON representation, or the selected ones that exist."""
    if selection.selected is None:
        own = {name for name in resource.properties if "@" not in name}
        promised = own - resource.optional - resource.inherited
    else:
        promised = {name for name in selection.selected if resource.property(name)}
    expanded = {name for name in selection.expanded if resource.property(name)}
    return frozenset(promised | expanded)


def _selected(resource: ResourceType, selection: ODataSelection) -> frozenset[str]:
    """Return what a response may contain: the selection, what is expanded, and the key."""
    return frozenset({*(selection.selected or ()), *selection.expanded, resource.key, "id"})
