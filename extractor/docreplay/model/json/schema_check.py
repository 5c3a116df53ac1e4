"""Check values by the JSON Schemas of docreplay's own files, which may come from anybody.

A schema is compiled once to functions, which takes a tenth of the time of a general validator: a
report may have 100,000 findings. It may use the keywords of `_KEYWORDS` and those that only
describe, and definitions that do not refer to themselves; any other is an error.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from docreplay.model.json.value import pointer

Check = Callable[[Any], None]
"""Raises `Mismatch` for a value that is not valid."""
_Schema = Mapping[str, Any]
_DESCRIBING = frozenset({"$schema", "$id", "$defs", "title", "description", "required"})
"""Keywords that check nothing by themselves; `required` goes with `properties`."""


class Mismatch(ValueError):
    """A value that does not have the shape of its schema: what is wrong, and the way to it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.steps: list[str | int] = []
        """From the value to the outside."""

    def __str__(self) -> str:
        """Return where the value is, as a JSON Pointer (RFC 6901), and what is wrong."""
        return f"`{pointer(tuple(reversed(self.steps))) or '/'}`: {self.reason}"


def compiled(schema: _Schema) -> Check:
    """Return the check of a schema. Raises `ValueError` for a keyword that is not supported."""
    return _Compiler(schema).check(schema)


class _Compiler:
    """Compiler of a schema with references to its own definitions."""

    def __init__(self, root: _Schema) -> None:
        self._root = root
        self._known: dict[str, Check] = {}

    def check(self, schema: _Schema) -> Check:
        """Return the check of a part of the schema."""
        if "$ref" in schema:
            return self._reference(schema["$ref"])
        if unknown := schema.keys() - _KEYWORDS.keys() - _DESCRIBING:
            raise ValueError(f"unsupported keyword `{min(unknown)}`")
        checks = tuple(_KEYWORDS[key](self, schema) for key in _KEYWORDS if key in schema)
        if len(checks) == 1:
            return checks[0]

        def all_of(value: Any) -> None:
            for check in checks:
                check(value)

        return all_of

    def _reference(self, name: str) -> Check:
        """Return the check of a definition, each of which is compiled once."""
        if name not in self._known:
            part: Any = self._root
            for step in name.removeprefix("#/").split("/"):
                part = part[step]
            self._known[name] = self.check(part)
        return self._known[name]


def _type(_: _Compiler, schema: _Schema) -> Check:
    named = schema["type"]
    names = (named,) if isinstance(named, str) else tuple(named)
    tests = tuple(_TYPES[name] for name in names)
    wanted = " or ".join(names)

    def check(value: Any) -> None:
        if not any(test(value) for test in tests):
            raise Mismatch(f"expected {wanted}, got {kind_of(value)}")

    return check


def _is_number(value: Any) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: type(value) is int,
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def kind_of(value: Any) -> str:
    """Return the JSON type of a value."""
    found = (name for name, test in _TYPES.items() if test(value))
    return next(found, "a number that JSON does not have")


def _choice(_: _Compiler, schema: _Schema) -> Check:
    values = schema.get("enum", [schema.get("const")])

    def check(value: Any) -> None:
        if not any(value == item and type(value) is type(item) for item in values):
            raise Mismatch(f"expected one of {', '.join(map(str, values))}")

    return check


def _minimum(_: _Compiler, schema: _Schema) -> Check:
    least = schema["minimum"]

    def check(value: Any) -> None:
        if _is_number(value) and value < least:
            raise Mismatch(f"must be at least {least}")

    return check


def _min_length(_: _Compiler, schema: _Schema) -> Check:
    least = schema["minLength"]

    def check(value: Any) -> None:
        if isinstance(value, str) and len(value) < least:
            raise Mismatch("must not be empty")

    return check


def _pattern(_: _Compiler, schema: _Schema) -> Check:
    pattern = re.compile(schema["pattern"])

    def check(value: Any) -> None:
        if isinstance(value, str) and not pattern.search(value):
            raise Mismatch(f"must match `{pattern.pattern}`")

    return check


def _format(_: _Compiler, schema: _Schema) -> Check:
    if schema["format"] != "date-time":
        raise ValueError(f"unsupported format `{schema['format']}`")

    def check(value: Any) -> None:
        if isinstance(value, str):
            try:
                datetime.fromisoformat(value)
            except ValueError:
                raise Mismatch("must be a date and time (RFC 3339)") from None

    return check


def _any_of(compiler: _Compiler, schema: _Schema) -> Check:
    checks = tuple(compiler.check(item) for item in schema["anyOf"])

    def check(value: Any) -> None:
        for index, each in enumerate(checks):
            try:
                each(value)
            except Mismatch:
                if index == len(checks) - 1:
                    raise
            else:
                return

    return check


def _items(compiler: _Compiler, schema: _Schema) -> Check:
    each = compiler.check(schema["items"])

    def check(value: Any) -> None:
        if isinstance(value, list):
            index = 0
            try:
                for index, item in enumerate(value):  # noqa: B007  # used where it is raised
                    each(item)
            except Mismatch as error:
                error.steps.append(index)
                raise

    return check


def _object(compiler: _Compiler, schema: _Schema) -> Check:
    """Return the check of the members of an object, by their names."""
    named = {key: compiler.check(item) for key, item in schema.get("properties", {}).items()}
    patterns = tuple(
        (re.compile(key), compiler.check(item))
        for key, item in schema.get("patternProperties", {}).items()
    )
    more = schema.get("additionalProperties", {})
    other = _refused if more is False else compiler.check({} if more is True else more)
    required = frozenset(schema.get("required", ()))

    def check(value: Any) -> None:
        if not isinstance(value, dict):
            return
        if missing := required - value.keys():
            raise Mismatch(f"missing `{min(missing)}`")
        name = ""
        try:
            for name, item in value.items():  # `name` is used where it is raised
                (named.get(name) or _by_pattern(patterns, name) or other)(item)
        except Mismatch as error:
            error.steps.append(name)
            raise

    return check


def _by_pattern(patterns: tuple[tuple[re.Pattern[str], Check], ...], name: str) -> Check | None:
    return next((check for pattern, check in patterns if pattern.search(name)), None)


def _refused(_: Any) -> None:
    raise Mismatch("unknown key")


_KEYWORDS: Mapping[str, Callable[[_Compiler, _Schema], Check]] = {
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "minimum": _minimum,
    "minLength": _min_length,
    "pattern": _pattern,
    "format": _format,
    "anyOf": _any_of,
    "items": _items,
    "properties": _object,
    "patternProperties": lambda compiler, schema: _alone(compiler, schema, "properties"),
    "additionalProperties": lambda compiler, schema: _alone(
        compiler, schema, "properties", "patternProperties"
    ),
}


def _alone(compiler: _Compiler, schema: _Schema, *others: str) -> Check:
    """Return the check of an object, unless that of another keyword is it."""
    return _object(compiler, schema) if schema.keys().isdisjoint(others) else lambda _: None
