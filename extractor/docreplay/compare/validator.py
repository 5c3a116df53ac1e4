"""Errors of a response body by its JSON Schema: the one door to jsonschema.

jsonschema is extended with the keywords of `model/body/json_schema.py`. Of the standard keywords,
`required` names the missing property in its path, and `properties` and `items` descend only into
values that the compiled check of the same schema refuses.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from docreplay.model.body.json_schema import (
    SchemaObject,
    declared_json_schema,
    nested_json_schema,
)
from docreplay.model.body.string_formats import CHECKS
from docreplay.model.json.value import JSON, Steps
from docreplay.model.types.declared_fit import is_implied, is_placeholder_sample
from docreplay.model.types.declared_values import is_allowed
from docreplay.model.types.object_types import differing_type, is_compatible, schema_for
from docreplay.model.types.resource_schema import declared_property, is_entry

_Errors = Iterator[ValidationError]
FORMATS = FormatChecker(formats=())
for _name, _check in CHECKS.items():
    # a format constrains strings only (JSON Schema Validation §7.1)
    FORMATS.checks(_name)(
        lambda value, check=_check: not isinstance(value, str) or bool(check(value))
    )


_OTHER_TYPES = 64
"""Maximum number of types that one schema object remembers; a response may name any number."""


class Violation(NamedTuple):
    """An error of jsonschema: a keyword that a value violates."""

    keyword: str
    argument: JSON
    """Value of the keyword in the schema."""
    path: Steps
    """Where the error is in the body."""
    value: JSON
    """The value that violates the keyword; the object around a missing or extra property."""
    schema: Mapping[str, JSON]
    """Schema object that contains the keyword."""
    schema_path: Steps

    @property
    def object(self) -> SchemaObject:
        """The schema object that the error is about; all of ours are."""
        if not isinstance(self.schema, SchemaObject):
            raise TypeError(self)
        return self.schema

    @property
    def members(self) -> dict[str, JSON]:
        """Members of the object that violates the keyword; of other values none."""
        return self.value if isinstance(self.value, dict) else {}


def violations(schema: SchemaObject, value: JSON) -> Iterator[Violation]:
    """Return every violation of the schema, in the order of the value."""
    try:
        for error in _judge(schema).errors(value):
            yield from _violations(error)
    finally:
        schema.forget()


def _violations(error: ValidationError) -> Iterator[Violation]:
    """Return the error, or one for each undocumented property of the object that it is about."""
    found = Violation(
        keyword=str(error.validator),
        argument=error.validator_value,  # type: ignore[arg-type]  # set, as below
        path=tuple(error.absolute_path),
        value=error.instance,  # type: ignore[arg-type]
        schema=error.schema,  # type: ignore[arg-type]
        schema_path=tuple(error.absolute_schema_path),
    )
    if found.keyword != "x-extra":
        yield found
    elif isinstance(found.schema, SchemaObject) and isinstance(found.value, dict):
        for name in _undocumented(found.schema, found.value):
            yield found._replace(path=(*found.path, name))


class _Judge:
    """What is computed once per schema object, for all values that it judges."""

    def __init__(self, schema: SchemaObject) -> None:
        self._schema = schema
        self._others: dict[str, SchemaObject] = {}

    @cached_property
    def errors(self) -> Callable[[JSON], _Errors]:
        """The validator of the schema object."""
        return _VALIDATOR.evolve(schema=self._schema).iter_errors

    @cached_property
    def undeclared(self) -> list[str]:
        """Properties of the example that the resource lacks."""
        return [name for name in self._checked if not declared_property(self._schema.origin, name)]

    @cached_property
    def declared(self) -> list[tuple[str, SchemaObject]]:
        """Properties of the example that may contradict the resource, with declared schemas."""
        origin, catalogue = self._schema.origin, self._schema.catalogue
        declared = [(name, declared_property(origin, name)) for name in self._checked]
        found = [
            (name, declared_json_schema(item, origin.resource, catalogue))
            for name, item in declared
            if item and origin.resource
        ]
        shown = origin.properties
        return [(name, part) for name, part in found if not is_implied(part.origin, shown[name])]

    @cached_property
    def shown(self) -> list[tuple[str, SchemaObject]]:
        """Properties of the example with their schemas."""
        properties = self._schema["properties"]
        parts = properties.items() if isinstance(properties, dict) else ()
        return [(name, part) for name, part in parts if isinstance(part, SchemaObject)]

    @property
    def _checked(self) -> list[str]:
        parts = self._schema.origin.properties
        return [name for name in parts if "@" not in name and not parts[name].is_unchecked]

    def expected(self, value: dict[str, JSON]) -> SchemaObject:
        """Return the schema for an object by the type that it names."""
        schema = self._schema
        name = differing_type(schema.origin, value)
        if not name:
            return schema
        if name not in self._others:
            if len(self._others) >= _OTHER_TYPES:
                self._others.clear()
            origin = schema_for(schema.origin, value, schema.catalogue)
            self._others[name] = SchemaObject(origin, schema.compiler)
        return self._others[name]


def _judge(schema: SchemaObject) -> _Judge:
    if schema.judge is None:
        schema.judge = _Judge(schema)
    judge: _Judge = schema.judge
    return judge


def _at(name: str | int, found: _Errors, *schema_steps: str) -> _Errors:
    """Return the errors of a property or element as errors of the value around it."""
    for error in found:
        error.path.appendleft(name)
        error.schema_path.extendleft(reversed(schema_steps))
        yield error


def _required(_: Validator, __: list[str], value: JSON, schema: SchemaObject) -> _Errors:
    if isinstance(value, dict):
        for name in sorted(_judge(schema).expected(value).origin.required):
            if name not in value:
                yield ValidationError("missing property", path=(name,), instance=value)


def _properties(_: Validator, __: object, value: JSON, schema: SchemaObject) -> _Errors:
    """Return the errors of the example's properties; `x-type` judges those of its resource."""
    if not isinstance(value, dict):
        return
    for name, part in _judge(schema).shown:
        if name in value and not part.conforms(value[name]):
            yield from _at(name, _judge(part).errors(value[name]), name)


def _items(_: Validator, items: SchemaObject, value: JSON, __: SchemaObject) -> _Errors:
    if isinstance(value, list):
        for index, item in enumerate(value):
            if not items.conforms(item):
                yield from _at(index, _judge(items).errors(item))


def _enum(_: Validator, choices: list[str], value: JSON, __: object) -> _Errors:
    if not is_allowed(str(value), choices):
        yield ValidationError("not one of the choices")


def _entries(_: Validator, __: object, value: JSON, schema: SchemaObject) -> _Errors:
    """Return the errors of the entries of a map, which have one schema."""
    entry = schema.entries
    if entry is None or not isinstance(value, dict):
        return
    origin = _judge(schema).expected(value).origin
    for name, item in value.items():
        if is_entry(origin, name) and not entry.conforms(item):
            yield from _at(name, _judge(entry).errors(item))


def _type(_: Validator, __: str, value: JSON, schema: SchemaObject) -> _Errors:
    """Return the errors of an object by the page of its resource type.

    The schema path of an error about a property continues with the names of type and property.
    """
    if not isinstance(value, dict):
        return
    expected = _judge(schema).expected(value)
    resource = expected.origin.resource
    if resource is None:
        return
    if expected is not schema and not is_compatible(resource, schema.origin):
        yield ValidationError("unrelated type")
    shown = expected.origin.properties
    for name, part in (*_judge(expected).declared, *_unshown(expected, value)):
        if name not in value:
            continue
        item = value[name]
        if not part.conforms(item) and not is_placeholder_sample(item, shown.get(name)):
            yield from _at(name, _judge(part).errors(item), resource.name, name)


def _unshown(schema: SchemaObject, value: dict[str, JSON]) -> Iterator[tuple[str, SchemaObject]]:
    """Return the declared properties of an object that no example contains."""
    for name in value:
        if name in schema.origin.properties:
            continue
        declared = None if "@" in name else declared_property(schema.origin, name)
        if declared and schema.origin.resource:
            yield name, nested_json_schema(declared, schema.origin.resource, schema.catalogue)


def _promised(_: Validator, names: list[str], value: JSON, schema: SchemaObject) -> _Errors:
    if not isinstance(value, dict) or all(name in value for name in names):
        return
    if _judge(schema).expected(value).origin.resource:
        yield ValidationError("missing properties")


def _extra(_: Validator, __: str, value: JSON, schema: SchemaObject) -> _Errors:
    if isinstance(value, dict) and _undocumented(schema, value):
        yield ValidationError("undocumented properties")


def _undocumented(schema: SchemaObject, value: dict[str, JSON]) -> list[str]:
    """Return the properties of an object that are in no example, or that its resource lacks."""
    expected = _judge(schema).expected(value)
    origin = expected.origin
    if origin.is_open:
        return []
    extra = [
        name
        for name in value
        if name not in origin.properties and "@" not in name and not is_entry(origin, name)
    ]
    if origin.resource is None:
        return extra
    unknown = [name for name in extra if not declared_property(origin, name)]
    return unknown + [name for name in _judge(expected).undeclared if name in value]


def _no_errors(*_: object) -> _Errors:
    return iter(())


_VALIDATORS: type[Draft202012Validator] = extend(  # type: ignore[no-untyped-call]  # of the library
    Draft202012Validator,
    {
        "required": _required,
        "properties": _properties,
        "items": _items,
        "enum": _enum,
        "additionalProperties": _no_errors,
        "patternProperties": _entries,
        "x-extra": _extra,
        "x-promised": _promised,
        "x-type": _type,
    },
)
"""`additionalProperties` is for other validators: `x-extra` considers the type of each object, and
`patternProperties`, which every map has, judges the entries."""
_VALIDATOR = _VALIDATORS({}, format_checker=FORMATS)
"""The validator that those of all schemas are made of.

Each new one would have a registry of its own for references, of which our schemas have none. The
registry is a value of Rust, so Python could never free a schema that refers to its own validator.
"""
