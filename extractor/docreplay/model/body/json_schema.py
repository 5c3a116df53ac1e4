"""A `BodySchema` as JSON Schema 2020-12: what people read, and what responses are judged by.

Claims of the example are standard keywords. What the page of a resource adds only warns; it has
keywords of its own, which other validators ignore:

    x-type        resource type of an object, which declares the types of its properties
    x-promised    properties that the resource type promises and no example contains
    x-extra       level of a finding about an undocumented property: `note` or `error`
    x-open        true if undocumented properties are expected
    x-declared    true for a property that only the page of the resource documents
    x-unchecked   true if the page of the resource is not consulted
    x-sure        false if `format` is a guess from one example
"""

from functools import cached_property, lru_cache
from typing import Any

from docreplay.model.body.body_check import BodyCheck, Compiler
from docreplay.model.body.body_schema import BodySchema
from docreplay.model.json.map_keys import CONTROL_PATTERN, KEY_PATTERN
from docreplay.model.json.value import JSON
from docreplay.model.types.property_tables import Property
from docreplay.model.types.resource_catalogue import EMPTY, Catalogue, once_per_catalogue
from docreplay.model.types.resource_schema import declared_property, declared_schema, nested_schema
from docreplay.model.types.resource_type import ResourceType

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SchemaObject(dict[str, JSON]):
    """A JSON Schema object, together with the `BodySchema` that it was made from."""

    def __init__(self, origin: BodySchema, compiler: Compiler) -> None:
        super().__init__()
        self.origin = origin
        self.catalogue = compiler.catalogue
        self.compiler = compiler
        self.entries: SchemaObject | None = None
        """Schema object of the entries of a map."""
        self.judge: Any = None
        """What a validating library compiled of this object, until `forget`."""

    def forget(self) -> None:
        """Drop the judges of the schema, which refer to it: as cycles they would occupy memory."""
        self.judge = None
        properties, items = self.get("properties"), self.get("items")
        parts = properties.values() if isinstance(properties, dict) else ()
        for part in (*parts, items, self.entries):
            if isinstance(part, SchemaObject) and part.judge:
                part.forget()

    @cached_property
    def conforms(self) -> BodyCheck:
        """Compiled check that returns a true value if no keyword is violated."""
        return self.compiler.check(self.origin)


def json_schema(schema: BodySchema, compiler: Compiler) -> SchemaObject:
    """Return the JSON Schema of a whole body."""
    return _new_object(schema, compiler)


def readable_schema(schema: SchemaObject) -> dict[str, JSON]:
    """Return the schema for people to read: with its dialect and with what `x-type` refers to.

    A judge finds the properties on the page of the type, of which a body needs few.
    """
    found = _with_declarations(schema)
    return {**(found if isinstance(found, dict) else {}), "$schema": _DIALECT}


def _with_declarations(schema: JSON) -> JSON:
    if isinstance(schema, list):
        return [_with_declarations(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _with_declarations(item) for name, item in schema.items()}
    if isinstance(schema, SchemaObject) and "x-type" in schema and schema.origin.resource:
        declared = _declared_only(schema.origin, schema.origin.resource, schema.catalogue)
        shown = found.get("properties")
        found["properties"] = {**(shown if isinstance(shown, dict) else {}), **declared}
    return found


@once_per_catalogue
def declared_json_schema(
    declared: Property, resource: ResourceType, catalogue: Catalogue
) -> SchemaObject:
    """Return the JSON Schema of a property by the page of its resource alone."""
    return _object(declared_schema(declared, resource, catalogue), Compiler(catalogue))


@once_per_catalogue
def nested_json_schema(
    declared: Property, resource: ResourceType, catalogue: Catalogue
) -> SchemaObject:
    """Return `declared_json_schema` together with the described types inside of the property."""
    return _object(nested_schema(declared, resource, catalogue), Compiler(catalogue))


def _object(schema: BodySchema, compiler: Compiler) -> SchemaObject:
    return _type_object(schema.kinds) if schema.is_type_only else _new_object(schema, compiler)


def _new_object(schema: BodySchema, compiler: Compiler) -> SchemaObject:
    compiler = compiler.unchecked() if schema.is_unchecked else compiler
    is_checked = compiler.is_checked
    found = SchemaObject(schema, compiler)
    found.update(_types(schema))
    found.update(_choices(schema, compiler))
    if schema.is_unchecked:
        found["x-unchecked"] = True
    if is_checked and schema.is_object:
        found.update(_resource_keywords(schema))
    properties: dict[str, JSON] = {
        name: _object(part, compiler) for name, part in schema.properties.items()
    }
    if properties:
        found["properties"] = properties
    if schema.required:
        found["required"] = list[JSON](sorted(schema.required))
    if is_checked and schema.is_closed and not schema.is_open and schema.is_object:
        found["patternProperties"] = {"@": {}}
        found["additionalProperties"] = False
    if schema.items:
        found["items"] = _object(schema.items, compiler)
    if schema.values:
        found.entries = _object(schema.values, compiler)
        found.update(_of_entries(schema, found))
    return found


def _of_entries(schema: BodySchema, found: SchemaObject) -> dict[str, JSON]:
    """Return the keywords about the entries of a map, which may have properties as well."""
    if all("@" in name for name in schema.properties):
        return {"patternProperties": {CONTROL_PATTERN: {}}, "additionalProperties": found.entries}
    known = found.get("patternProperties")
    return {
        "patternProperties": {
            **(known if isinstance(known, dict) else {}),
            KEY_PATTERN: found.entries,
        }
    }


@lru_cache(maxsize=256)
def _type_object(kinds: frozenset[str]) -> SchemaObject:
    """Return the object of a schema that constrains the type alone; bodies share it."""
    return _new_object(BodySchema(kinds=kinds), Compiler(EMPTY))


def _types(schema: BodySchema) -> dict[str, JSON]:
    """Return the keywords about types and about values that are not objects."""
    found: dict[str, JSON] = {}
    if schema.kinds - {"null"}:
        kinds = schema.kinds - {"integer"} if "number" in schema.kinds else schema.kinds
        found["type"] = sorted(kinds)[0] if len(kinds) == 1 else list[JSON](sorted(kinds))
    if schema.is_empty:
        found["maxItems"] = 0
    if schema.format:
        found["format"] = schema.format
        found["x-sure"] = schema.is_format_certain
    return found


def _choices(schema: BodySchema, compiler: Compiler) -> dict[str, JSON]:
    """Return the keywords about choices, which constrain strings only."""
    if not schema.choices:
        return {}
    then = SchemaObject(schema, compiler)
    then["enum"] = list[JSON](schema.choices)
    return {"if": {"type": "string"}, "then": then}


def _resource_keywords(schema: BodySchema) -> dict[str, JSON]:
    found: dict[str, JSON] = {}
    if schema.resource:
        found["title"] = schema.resource.name
        found["x-type"] = schema.resource.name
    if schema.promised:
        found["x-promised"] = list[JSON](sorted(schema.promised))
    if schema.is_open and schema.resource:
        found["x-open"] = True
    if schema.resource or not schema.is_open:
        found["x-extra"] = "error" if schema.is_closed else "note"
    return found


def _declared_only(
    schema: BodySchema, resource: ResourceType, catalogue: Catalogue
) -> dict[str, JSON]:
    """Return the properties of the resource's JSON representation that no example contains."""
    names = [name for name in resource.properties if "@" not in name]
    declared = [declared_property(schema, name) for name in names if name not in schema.properties]
    return {
        item.name: {
            **declared_json_schema(item, resource, catalogue),
            "x-declared": True,
            "$comment": f"{resource.name}, {item.location}",
        }
        for item in declared
        if item
    }
