"""Schemas of documented bodies, as OpenAPI writes them: each type that annotations name once.

They are inferred from all examples of the type: a property is required if each example has it.
Source: OpenAPI 3.1, Schema Object and Components Object (keys: `^[a-zA-Z0-9._-]+$`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from docreplay.model.body.body_schema import BodySchema, infer_schema, merge_schemas
from docreplay.model.body.expected_schema import expected_schema
from docreplay.model.case import BodyAnnotation, Case
from docreplay.model.http.content import claims_json
from docreplay.model.http.http import Header
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.location import Passage
from docreplay.model.types.resource_catalogue import EMPTY
from docreplay.model.types.resource_schema import change_element

_NOT_KEY = re.compile(r"[^a-zA-Z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Body:
    """A documented body that is JSON, and the annotation that describes it."""

    schema: BodySchema
    annotation: BodyAnnotation

    @property
    def type(self) -> str:
        """The type of the body, or `""`; an error is not of the type that its operation returns."""
        return "" if self.annotation.expect_error else self.annotation.type


def body_of(
    headers: tuple[Header, ...], body: Passage | None, annotation: BodyAnnotation | None
) -> Body | None:
    """Return the schema of a documented body; None if it is not JSON that can be read."""
    if body is None or not claims_json(headers, body):
        return None
    try:
        read = read_json(body.text)
    except JsonError:
        return None
    if annotation is None:  # a request: what it omits is not required
        return Body(_optional(infer_schema(read.value, read.elided)), BodyAnnotation())
    return Body(expected_schema(read, annotation, EMPTY), annotation)


@dataclass(slots=True)
class TypeSchemas:
    """The schemas of types that annotations of responses name, by their keys."""

    found: dict[str, list[BodySchema]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, cases: Iterable[Case]) -> "TypeSchemas":
        """Return the types of the bodies of all cases."""
        components = cls()
        for case in cases:
            expected = case.expectation
            body = body_of(expected.headers, expected.body, expected.shape)
            if body and body.type:
                components._take(body)
        return components

    def _take(self, body: Body) -> None:
        def note(part: BodySchema) -> BodySchema:
            if "object" in part.kinds:
                self.found.setdefault(self._key(body.type), []).append(part)
            return part

        change_element(body.schema, body.annotation, note)

    def _key(self, name: str) -> str:
        """Return the key of a type, with a number if a different type has the same."""
        if name not in self.keys:
            plain = key = _NOT_KEY.sub("_", name) or "_"
            number = 1
            while key in self.keys.values():
                number += 1
                key = f"{plain}-{number}"
            self.keys[name] = key
        return self.keys[name]

    def content(self) -> dict[str, JSON]:
        """Return the Schema Objects by key."""
        return {key: schema_object(merge_schemas(found)) for key, found in self.found.items()}

    def schema(self, bodies: Sequence[Body]) -> JSON:
        """Return the Schema Object of bodies that one operation documents."""
        types = {body.type for body in bodies}
        merged = merge_schemas([body.schema for body in bodies])
        key = self.keys.get(next(iter(types), "")) if len(types) == 1 else None
        if key is None or key not in self.found:
            return schema_object(merged)
        references: dict[int, str] = {}

        def refer(part: BodySchema) -> BodySchema:
            if "object" not in part.kinds:
                return part
            marked = part._replace()
            references[id(marked)] = f"#/components/schemas/{key}"
            return marked

        changed = change_element(merged, bodies[0].annotation, refer)
        return schema_object(changed, references)


def schema_object(schema: BodySchema, references: Mapping[int, str] | None = None) -> JSON:
    """Return the Schema Object of a schema; parts with a reference are written as that."""
    if references and id(schema) in references:
        return {"$ref": references[id(schema)]}
    kinds = schema.kinds - {"integer"} if "number" in schema.kinds else schema.kinds
    kinds = kinds & _TYPES
    found: dict[str, JSON] = {}
    if kinds - {"null"}:
        found["type"] = next(iter(kinds)) if len(kinds) == 1 else list[JSON](sorted(kinds))
    if schema.format and schema.is_format_certain and "string" in kinds:
        found["format"] = schema.format
    if schema.properties:
        found["properties"] = {
            name: schema_object(part, references) for name, part in schema.properties.items()
        }
    required = sorted(schema.required & schema.properties.keys())
    if required:
        found["required"] = list[JSON](required)
    if schema.items:
        found["items"] = schema_object(schema.items, references)
    if schema.values:
        found["additionalProperties"] = schema_object(schema.values, references)
    return found


_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})


def _optional(schema: BodySchema) -> BodySchema:
    """Return the schema without required properties, at any depth."""
    return schema._replace(
        required=frozenset(),
        properties={name: _optional(part) for name, part in schema.properties.items()},
        items=_optional(schema.items) if schema.items else None,
        values=_optional(schema.values) if schema.values else None,
    )
