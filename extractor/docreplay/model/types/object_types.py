"""Types that objects of a response name as their own (OData JSON Format 4.01 §4.6.3)."""

import re
from collections.abc import Mapping

from docreplay.model.body.body_schema import BodySchema
from docreplay.model.case import Expectation
from docreplay.model.json.value import JSON
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_type import ResourceType

_NAMED = re.compile(r'"@(?:odata\.)?type"\s*+:')


def names_type(expectation: Expectation) -> bool:
    """Return True if an annotation names the type of a body, or the body that of an object."""
    body = expectation.body
    in_body = body is not None and _NAMED.search(body.text) is not None
    return in_body or bool(expectation.shape.type)


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
    """Return the schema for an object by the type that it names; nothing is known of others.

    An object of the type that the example names owes all that the example shows. One of a different
    type owes what its own page describes.
    """
    if not differing_type(schema, value):
        return schema
    own = own_type(value, catalogue)
    if own is None:
        return schema._replace(resource=None, is_open=True)
    known = schema.required
    if not _is_shown(schema, own, catalogue):
        known = frozenset(name for name in schema.required if own.property(name))
    return of_type(schema._replace(required=known), own)


def _is_shown(schema: BodySchema, own: ResourceType, catalogue: Catalogue) -> bool:
    """Return True if the examples are of a type, and of no other."""
    example = schema.properties.get("@odata.type")
    names = [name.lstrip("#") for name in example.samples] if example else []
    return bool(names) and all(catalogue.find(name) is own for name in names)


def is_compatible(own: ResourceType, schema: BodySchema) -> bool:
    """Return True if objects may be of the type: a subtype or a supertype.

    If the example names types, these decide, and not the page of the expected one.
    """
    expected, example = schema.resource, schema.properties.get("@odata.type")
    if expected is None or (example and example.samples):
        return True
    return expected.name in (own.name, *own.ancestors) or own.name in expected.ancestors


def of_type(
    schema: BodySchema,
    resource: ResourceType,
    properties: Mapping[str, BodySchema] | None = None,
) -> BodySchema:
    """Return the schema for objects of a described type, with its own properties or others."""
    return schema._replace(
        properties=schema.properties if properties is None else properties,
        resource=resource,
        required=schema.required - resource.optional,
        is_open=resource.is_open or resource.is_abstract,
    )
