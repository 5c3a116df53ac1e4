"""A `BodySchema` compiled to closures, which answer only whether a value conforms.

Most responses conform, and cost only this. A property test compares it with the findings by the
JSON Schema of the same `BodySchema`.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from docreplay.model.body.body_schema import BodySchema
from docreplay.model.body.string_formats import CHECKS
from docreplay.model.json.value import JSON
from docreplay.model.types.declared_fit import is_implied, is_placeholder_sample
from docreplay.model.types.declared_values import is_allowed
from docreplay.model.types.object_types import differing_type, is_compatible, own_type, schema_for
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_schema import (
    declared_property,
    declared_schema,
    is_entry,
    nested_schema,
)

BodyCheck = Callable[[JSON], object]
"""Returns a true value if a JSON value conforms.

That is not always a `bool`: the checks of string formats return a match of their pattern, and
converting it would cost a call for every string.
"""
_ObjectCheck = Callable[[dict[str, JSON]], bool]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}
_ALL = frozenset(kind for kinds in _TYPES.values() for kind in kinds)
_OTHER_TYPES = 64
"""Maximum number of types that one object's check remembers; a response may name any number."""


class Compiler(NamedTuple):
    """Compiles the schemas of a catalogue."""

    catalogue: Catalogue
    is_checked: bool = True
    """False below a place at which a matcher decides: pages of resources are not consulted."""

    def check(self, schema: BodySchema) -> BodyCheck:
        """Return the check of a schema."""
        return _type_check(schema.kinds) if schema.is_type_only else _joined(self.split(schema))

    def unchecked(self) -> "Compiler":
        """Return the compiler for what is below a place at which a matcher decides."""
        return self._replace(is_checked=False)

    def split(self, schema: BodySchema) -> "_Split":
        """Return the check of a schema by type."""
        if schema.is_type_only:
            return _of_kinds(schema.kinds)
        if schema.is_unchecked and self.is_checked:
            return self.unchecked().split(schema)
        plain, checks = _of_kinds(schema.kinds)
        own = {kind: check for kind, check in self._checks(schema).items() if kind in plain}
        return _Split(plain - own.keys(), {**checks, **own}) if own else _Split(plain, checks)

    def _checks(self, schema: BodySchema) -> dict[type, BodyCheck]:
        checks: dict[type, BodyCheck] = {}
        if schema.format or schema.choices:
            checks[str] = _string(schema)
        if schema.is_empty or schema.items:
            checks[list] = self._array(schema)
        is_limited = self.is_checked and schema.is_object and not schema.is_open
        if schema.values or schema.required or schema.properties or schema.resource or is_limited:
            checks[dict] = self.object(schema)  # type: ignore[assignment]  # called with objects only
        return checks

    def _array(self, schema: BodySchema) -> BodyCheck:
        if schema.is_empty or schema.items is None:
            return lambda value: not value
        split = self.split(schema.items)
        plain, item = split.plain, _joined(split)
        if not split.checks:
            return lambda value: plain.issuperset(map(type, value))  # type: ignore[arg-type]  # a list
        return lambda value: all(map(item, value))  # type: ignore[arg-type]  # called with lists only

    def object(self, schema: BodySchema) -> _ObjectCheck:
        """Return the check of objects."""
        if self.is_checked and schema.resource:
            return _Typed(schema, self).conforms
        return _untyped(schema, self)

    def members(self, schema: BodySchema) -> "_Members":
        """Return the checks of the example's properties by the example alone."""
        return {name: self.split(part) for name, part in schema.properties.items()}


class _Split(NamedTuple):
    """A check by Python types: telling types apart costs no call, and settles most values."""

    plain: frozenset[type]
    """Types of which every value conforms."""
    checks: Mapping[type, BodyCheck]
    """Checks of the values of other types; a type without a check does not conform."""


_Members = Mapping[str, _Split]
"""Checks of properties by name."""


@lru_cache(maxsize=256)
def _of_kinds(kinds: frozenset[str]) -> _Split:
    """Return the check of types alone; most parts have no other, and share it."""
    if not kinds - {"null"}:
        return _Split(_ALL, {})
    types = frozenset(kind for name in kinds for kind in _TYPES[name])
    is_integer = "integer" in kinds and float not in types
    return _Split(types, {float: _is_whole} if is_integer else {})


@lru_cache(maxsize=256)
def _type_check(kinds: frozenset[str]) -> BodyCheck:
    return _joined(_of_kinds(kinds))


def _joined(split: _Split) -> BodyCheck:
    plain, checks = split
    if not checks:
        return lambda value: type(value) in plain
    return lambda value: type(value) in plain or checks.get(type(value), _never)(value)


def _never(_: object) -> bool:
    return False


def _always(_: object) -> bool:
    return True


def _is_whole(value: JSON) -> bool:
    return isinstance(value, float) and value.is_integer()


def _string(schema: BodySchema) -> BodyCheck:
    check, choices = CHECKS.get(schema.format), frozenset(schema.choices)
    if check is None:
        return lambda value: is_allowed(str(value), choices)
    if not choices:
        return check  # type: ignore[return-value]  # called with strings only
    return lambda value: check(str(value)) and is_allowed(str(value), choices)


def _untyped(schema: BodySchema, compiler: Compiler) -> _ObjectCheck:
    """Return the check of objects of which only an example is known."""
    required, names = schema.required, schema.properties.keys()
    members = compiler.members(schema)
    is_open = schema.is_open or not compiler.is_checked
    entry = _joined(compiler.split(schema.values)) if schema.values else None

    def conforms(value: dict[str, JSON]) -> bool:
        keys = value.keys()
        if not required <= keys or not _conform(members, value):
            return False
        if entry is None:
            return is_open or keys <= names or all("@" in name for name in keys - names)
        for name in keys - names:
            if schema.is_entry(name):
                if not entry(value[name]):
                    return False
            elif not (is_open or "@" in name):
                return False
        return True

    return conforms


def _conform(members: _Members, value: dict[str, JSON]) -> bool:
    """Return True if the properties that an object has conform.

    The smaller of the two is gone through: many unlike elements have few properties each.
    """
    for name in members if len(members) <= len(value) else value:
        if name in value and name in members:
            item = value[name]
            plain, checks = members[name]
            kind = type(item)
            if kind not in plain and not checks.get(kind, _never)(item):
                return False
    return True


class _Typed:
    """Check of objects of a described type.

    Properties that no example contains are compiled when a response first has them.
    """

    def __init__(self, schema: BodySchema, compiler: Compiler) -> None:
        self._schema = schema
        self._compiler = compiler
        self._name = f"#{schema.resource.name}" if schema.resource else ""
        self._names = schema.properties.keys()
        self._required = schema.required | schema.promised
        members = compiler.members(schema)
        self._members = {name: self._member(name, split) for name, split in members.items()}
        values = schema.values
        self._entry = _joined(compiler.split(values)) if values else _always
        self._declared: dict[str, BodyCheck] = {}
        self._others: dict[str, _ObjectCheck] = {}

    def conforms(self, value: dict[str, JSON]) -> bool:
        """Return True if an object conforms, and if its own type does."""
        named = value.get("@odata.type")
        if named is None or named == self._name:
            return self.members_conform(value)
        name = differing_type(self._schema, value)
        return self._of_other(name)(value) if name else self.members_conform(value)

    def members_conform(self, value: dict[str, JSON]) -> bool:
        """Return True if the properties of an object conform, whatever type it names."""
        keys = value.keys()
        if not self._required <= keys or not _conform(self._members, value):
            return False
        declared = self._declared
        for name in keys - self._names:
            if not (declared.get(name) or self._learn(name))(value[name]):
                return False
        return True

    def _of_other(self, name: str) -> _ObjectCheck:
        if name not in self._others:
            if len(self._others) >= _OTHER_TYPES:
                self._others.clear()
            self._others[name] = self._other(name)
        return self._others[name]

    def _other(self, name: str) -> _ObjectCheck:
        """Return the check of objects that name a different type."""
        sample: dict[str, JSON] = {"@odata.type": name}
        own = own_type(sample, self._compiler.catalogue)
        if own and not is_compatible(own, self._schema):
            return _never
        schema = schema_for(self._schema, sample, self._compiler.catalogue)
        if own is None:
            return _untyped(schema, self._compiler)
        return _Typed(schema, self._compiler).members_conform

    def _member(self, name: str, split: _Split) -> _Split:
        """Return the check of an example's property, with what the resource declares of it."""
        schema, part = self._schema, self._schema.properties[name]
        declared, resource = declared_property(schema, name), schema.resource
        if part.is_unchecked or "@" in name or (declared is None and schema.is_open):
            return split
        if declared is None or resource is None:
            return _Split(frozenset(), {})
        by_resource = declared_schema(declared, resource, self._compiler.catalogue)
        if is_implied(by_resource, part):
            return split
        by_example = _joined(split)
        check = _joined(self._compiler.split(by_resource))

        def conforms(item: JSON) -> object:
            return by_example(item) and (check(item) or is_placeholder_sample(item, part))

        return _Split(frozenset(), dict.fromkeys(_ALL, conforms))

    def _learn(self, name: str) -> BodyCheck:
        """Return the check of a property that no example contains."""
        if is_entry(self._schema, name):
            return self._entry
        if "@" in name:
            return _always
        declared, resource = declared_property(self._schema, name), self._schema.resource
        if declared is None or resource is None:
            return _always if self._schema.is_open else _never
        nested = nested_schema(declared, resource, self._compiler.catalogue)
        self._declared[name] = _joined(self._compiler.split(nested))
        return self._declared[name]
