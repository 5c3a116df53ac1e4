"""The shape of a JSON body as one value: inferred from examples, completed from other sources.

Everything that judges, prints or exports a documented body derives from a `BodySchema`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from docreplay.model.body.string_formats import CERTAIN, format_of
from docreplay.model.json.map_keys import is_control_information, is_map_key
from docreplay.model.json.value import JSON, Steps, kind, pointer
from docreplay.model.types.declared_types import word_kind
from docreplay.model.types.resource_type import ResourceType

_NO_PROPERTIES: Mapping[str, "BodySchema"] = {}


class BodySchema(NamedTuple):
    """The values that are valid at a place of a body.

    Each field constrains values of its own kind only, as the keywords of JSON Schema do.
    """

    kinds: frozenset[str]
    """JSON Schema type names; empty, or `null` alone, if the type is unknown."""
    properties: Mapping[str, "BodySchema"] = _NO_PROPERTIES
    required: frozenset[str] = frozenset()
    items: "BodySchema | None" = None
    values: "BodySchema | None" = None
    """Values of a map, whose names are ids, URLs or dates; see `is_entry`."""
    format: str = ""
    """Format of all examples, or `""`."""
    is_format_certain: bool = False
    """False if the format is a guess from examples."""
    samples: frozenset[str] = frozenset()
    """String values of the examples."""
    choices: tuple[str, ...] = ()
    is_choice_open: bool = False
    """True if the page says that there may be other choices."""
    is_null_shown: bool = False
    """True if an example is null."""
    is_null_refused: bool = False
    """True if null is an error, because a page says so, and not only a warning."""
    is_single: bool = False
    """True inside of an array or map that shows one element, which does not show what all have."""
    is_empty: bool = False
    """True if an array must be empty."""
    is_open: bool = False
    """True if the page omits properties, so that undocumented ones are expected."""
    is_closed: bool = False
    """True if undocumented properties are errors."""
    is_unchecked: bool = False
    """True if the page of the resource is not consulted, because a matcher decides."""
    resource: ResourceType | None = None
    """Described type of an object."""
    promised: frozenset[str] = frozenset()
    """Properties required by the resource that no example contains."""
    selected: frozenset[str] | None = None
    """Properties of the resource that the request selects; None if it selects all."""

    @property
    def is_object(self) -> bool:
        """True if the schema constrains the properties of objects."""
        return "object" in self.kinds or self.resource is not None

    @property
    def is_type_only(self) -> bool:
        """True if the schema constrains nothing but the JSON type, as that of most scalars."""
        is_limited = self.format or self.choices or self.is_empty or self.is_unchecked
        return not (is_limited or self.items or self.is_object or self.is_null_refused)

    def is_entry(self, name: str) -> bool:
        """Return True for the name of an entry of a map, which need not be documented.

        Where a page shows properties beside the entries, only names like theirs are entries.
        """
        if self.values is None or "@" in name[:1] or name in self.properties:
            return False
        if is_control_information(name):
            return False
        return is_map_key(name) or all("@" in known for known in self.properties)


def infer_schema(
    value: JSON, elided: frozenset[str] = frozenset(), *, truncated: bool = False
) -> BodySchema:
    """Return the schema of a documented value.

    `elided` are JSON Pointers of objects and arrays that omit members; a `truncated` value omits
    members everywhere.
    """
    return _Inference(elided, truncated).schema(value, ())


class _Inference(NamedTuple):
    """Inference of a schema from one value, given where the value omits members."""

    elided: frozenset[str]
    everywhere: bool

    def schema(self, value: JSON, path: Steps, *, single: bool = False) -> BodySchema:
        """Return the schema of the value at a path; `single` if no other element is shown."""
        if isinstance(value, str):
            return _of_string(value)
        if isinstance(value, dict):
            return self._of_object(value, path, single=single)
        if isinstance(value, list):
            items = [
                self.schema(item, (*path, index), single=len(value) == 1)
                for index, item in enumerate(value)
            ]
            return BodySchema(kinds=_ARRAY, items=merge_schemas(items) if items else None)
        return _OF_SCALARS[kind(value)]

    def _of_object(self, value: dict[str, JSON], path: Steps, *, single: bool) -> BodySchema:
        keys = [key for key in value if is_map_key(key)]
        members = {
            key: self.schema(item, (*path, key), single=single)
            for key, item in value.items()
            if key not in keys
        }
        entries = [self.schema(value[key], (*path, key), single=len(keys) == 1) for key in keys]
        elided = bool(self.elided) and pointer(path) in self.elided
        return BodySchema(
            kinds=_OBJECT,
            properties=members,
            required=frozenset(key for key in members if "@odata." not in key),
            values=merge_schemas(entries) if entries else None,
            is_open=self.everywhere or elided or not value,
            is_single=single,
        )


@lru_cache(maxsize=1024)
def _of_string(value: str) -> BodySchema:
    type_word, name = word_kind(value), format_of(value)
    return BodySchema(
        kinds=frozenset({"string", type_word}) if type_word else _STRING,
        format=name,
        is_format_certain=name in CERTAIN,
        samples=frozenset({value}),
    )


_ARRAY, _OBJECT, _STRING = frozenset({"array"}), frozenset({"object"}), frozenset({"string"})
_OF_SCALARS = {
    name: BodySchema(kinds=frozenset({name}), is_null_shown=name == "null")
    for name in ("boolean", "integer", "null", "number")
}


def merge_schemas(schemas: Sequence[BodySchema]) -> BodySchema:
    """Return the narrowest schema that accepts what any of the schemas accepts."""
    if len(schemas) == 1:
        return schemas[0]
    objects = [schema for schema in schemas if "object" in schema.kinds]
    properties: dict[str, list[BodySchema]] = {}
    for schema in objects:
        for name, item in schema.properties.items():
            properties.setdefault(name, []).append(item)
    items = [schema.items for schema in schemas if schema.items]
    values = [schema.values for schema in schemas if schema.values]
    strings = [schema for schema in schemas if "string" in schema.kinds]
    formats = {schema.format for schema in strings}
    return BodySchema(
        kinds=frozenset(kind for schema in schemas for kind in schema.kinds),
        properties={name: merge_schemas(found) for name, found in properties.items()},
        required=frozenset.intersection(*(schema.required for schema in objects or [_EMPTY])),
        items=merge_schemas(items) if items else None,
        values=merge_schemas(values) if values else None,
        format=formats.pop() if len(formats) == 1 else "",
        is_format_certain=any(item.is_format_certain for item in strings),
        samples=frozenset().union(*(schema.samples for schema in strings)),
        is_null_shown=any(schema.is_null_shown for schema in schemas),
        is_single=len(objects) == 1 and objects[0].is_single,
        is_open=any(schema.is_open for schema in objects),
    )


_EMPTY = BodySchema(kinds=frozenset())
