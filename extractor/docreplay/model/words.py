"""Values, places and types of JSON in words."""

import json
from collections.abc import Iterable

from docreplay.model.body.string_formats import WORDS
from docreplay.model.finding import Related
from docreplay.model.json.value import JSON
from docreplay.model.types.declared_types import DeclaredType
from docreplay.model.types.property_tables import Property
from docreplay.model.types.resource_type import ResourceType

_SHOWN = 120
_ARTICLES = {"array": "an array", "integer": "an integer", "object": "an object", "null": "null"}


def shown(value: JSON) -> str:
    """Return a value as JSON on one line, shortened if it is long."""
    return clip(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode())


def clip(text: str) -> str:
    """Return a text on one line, shortened if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def name_of(path: Iterable[str | int]) -> str:
    """Return a path in words: `value[3].height`, or `the body`."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return f"`{''.join(steps).removeprefix('.')}`" if steps else "the body"


def a(kind: str) -> str:
    """Return the name of a JSON type with its article."""
    return _ARTICLES.get(kind, f"a {kind}")


def any_of(kinds: Iterable[str]) -> str:
    """Return JSON types as alternatives: `an integer or a string`."""
    return " or ".join(a(kind) for kind in sorted(kinds))


def declared_words(declared: DeclaredType) -> str:
    """Return a declared type: `a date and time`, `an array, each a string`, `one of on, off`."""
    if declared.choices:
        return "one of " + ", ".join(declared.choices)
    if declared.format:
        return WORDS[declared.format]
    if declared.items and (declared.items.kinds or declared.items.choices):
        return f"an array, each {declared_words(declared.items)}"
    return any_of(declared.kinds) if declared.kinds else f"a {declared.type or 'value'}"


def see(declared: Property, resource: ResourceType, part: DeclaredType | None = None) -> Related:
    """Return where the page of a resource declares a property, or a part of its type."""
    words = declared_words(part or declared.stated)
    return Related(location=declared.location, message=f"`{resource.name}` declares {words}")
