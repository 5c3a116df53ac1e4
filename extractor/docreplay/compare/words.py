"""Values, places and types of JSON in words."""

import json
from collections.abc import Iterable

from docreplay.compare.formats import WORDS
from docreplay.model.declared_types import DeclaredType
from docreplay.model.json.value import JSON

_SHOWN = 120
_ARTICLES = {"array": "an array", "integer": "an integer", "object": "an object", "null": "null"}


def shown(value: JSON) -> str:
    """A value as JSON in one line, cut where it is long."""
    return clip(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode())


def clip(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def name_of(path: Iterable[str | int]) -> str:
    """How a place is called in a sentence: `value[3].height`, or `the body`."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return f"`{''.join(steps).removeprefix('.')}`" if steps else "the body"


def a(kind: str) -> str:
    """The name of a JSON type with its article."""
    return _ARTICLES.get(kind, f"a {kind}")


def any_of(kinds: Iterable[str]) -> str:
    """JSON types as alternatives: `an integer or a string`."""
    return " or ".join(a(kind) for kind in sorted(kinds))


def stated_words(stated: DeclaredType) -> str:
    """A stated type: `a date and time`, `an array, each a string`, `one of on, off`."""
    if stated.choices:
        return "one of " + ", ".join(stated.choices)
    if stated.format:
        return WORDS[stated.format]
    if stated.items and (stated.items.kinds or stated.items.choices):
        return f"an array, each {stated_words(stated.items)}"
    return any_of(stated.kinds) if stated.kinds else f"a {stated.type or 'value'}"
