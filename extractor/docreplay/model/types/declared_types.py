"""Declared types: the type words of JSON skeletons and of the tables of resource pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docreplay.model.json.value import JSON

_STRING = ("string", "")
_INTEGER = ("integer", "")
_NUMBER = ("number", "")
_WORDS: Mapping[str, tuple[str, str]] = {
    "string": _STRING,
    "url": ("string", "uri"),
    "absolute url": ("string", "uri"),
    "etag": ("string", "etag"),
    "binary": ("string", "base64"),
    "stream": _STRING,
    "boolean": ("boolean", ""),
    "bool": ("boolean", ""),
    "int16": _INTEGER,
    "int32": _INTEGER,
    "int64": _INTEGER,
    "int": _INTEGER,
    "integer": _INTEGER,
    "long": _INTEGER,
    "short": _INTEGER,
    "byte": _INTEGER,
    "number": _NUMBER,
    "double": _NUMBER,
    "single": _NUMBER,
    "float": _NUMBER,
    "decimal": _NUMBER,
    "guid": ("string", "guid"),
    "datetimeoffset": ("string", "date-time"),
    "datetime": ("string", "date-time"),
    "timestamp": ("string", "timestamp"),
    "date": ("string", "date"),
    "timeofday": ("string", "time"),
    "duration": ("string", "duration"),
}
"""JSON kind and format of a type word (dialect §3.5; OData JSON Format 4.01 §7.1)."""

_NOTES: Mapping[str, str] = {
    "timestamp": "timestamp",
    "iso 8601 duration": "duration",
    "duration": "duration",
    "time of day": "time",
    "timeofday": "time",
    "etag": "etag",
    "base64": "base64",
}
"""Format that a note after a type word adds: `String (timestamp)`."""

_LITERALS: Mapping[type, frozenset[str]] = {
    bool: frozenset({"boolean"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
}

_NOTED = re.compile(r"(|.*?\S)\s*+\(([^()]*)\)")
_LINK = re.compile(r"!?\[([^\]]{0,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,500}\])?")
_WRAPPED = re.compile(r"collection\s*\((.*)\)", re.IGNORECASE)
_SUFFIXED = re.compile(r"(.*\S)\s+collection", re.IGNORECASE)
_NAME = re.compile(r"#?[A-Za-z]\w*(?:\.\w+)*")
_CHOICE = re.compile(r"[A-Za-z][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredType:
    """The type that a page declares for a value; empty `kinds` mean that it declares none."""

    kinds: frozenset[str] = frozenset()
    """JSON Schema type names."""
    format: str = ""
    choices: tuple[str, ...] = ()
    """Members of an enumeration, if the page lists them."""
    is_open: bool = False
    """True if the page says that the enumeration may have other members."""
    type: str = ""
    """Name of the resource type of an object, as written on the page."""
    items: "DeclaredType | None" = None
    """The elements of an array."""


NOTHING = DeclaredType()


def declared_type_of(value: JSON) -> DeclaredType:
    """Return the type that a skeleton's value declares: a word names a type, `a | b` choices."""
    match value:
        case str():
            return _declared_by_word(value)
        case bool() | int() | float():
            return DeclaredType(kinds=_LITERALS[type(value)])
        case list():
            items = declared_type_of(value[0]) if value else None
            return DeclaredType(kinds=frozenset({"array"}), items=items)
        case dict():
            return _declared_by_object(value)
        case _:
            return NOTHING


@lru_cache(maxsize=1024)
def declared_in_cell(text: str) -> DeclaredType:
    """Return the type that a table cell declares: `Int32`, `[photo](photo.md) collection`.

    Words of other languages declare no type, and notes beside a type word are ignored.
    """
    plain = _LINK.sub(r"\1", text).strip("`*_ \u00a0")
    is_link = _LINK.match(text.strip("`*_ ")) is not None
    wrapped = _WRAPPED.fullmatch(plain) or _SUFFIXED.fullmatch(plain)
    if wrapped:
        return DeclaredType(kinds=frozenset({"array"}), items=_of_word(wrapped[1], is_link))
    return _of_word(plain, is_link)


def word_kind(word: str) -> str:
    """Return the JSON kind that a type word such as `Int64` or `Edm.Double` names, or `""`."""
    return _WORDS.get(_bare(word), ("", ""))[0]


def is_placeholder(text: str) -> bool:
    """Return True if a text is a placeholder for a value: `String (timestamp)`, `name-value`."""
    noted = _NOTED.fullmatch(text.strip())
    if text.startswith("@odata.type:"):
        return True
    return text.endswith("-value") or _bare(noted[1] if noted else text) in _WORDS


def _of_word(word: str, is_link: bool) -> DeclaredType:
    bare = _bare(word)
    if bare in _WORDS:
        kind, form = _WORDS[bare]
        return DeclaredType(kinds=frozenset({kind}), format=form)
    is_name = is_link or "." in bare
    return (
        DeclaredType(type=word.strip().lstrip("#"))
        if is_name and _NAME.fullmatch(word)
        else NOTHING
    )


@lru_cache(maxsize=1024)
def _declared_by_word(word: str) -> DeclaredType:
    if wrapped := _WRAPPED.fullmatch(word.strip()):
        return DeclaredType(kinds=frozenset({"array"}), items=_of_word(wrapped[1], is_link=True))
    noted = _NOTED.fullmatch(word.strip())
    bare = _bare(noted[1] if noted else word)
    note = _NOTES.get(noted[2].strip().lower(), "") if noted else ""
    if bare in _WORDS:
        kind, form = _WORDS[bare]
        return DeclaredType(kinds=frozenset({kind}), format=note or form)
    choices = tuple(part.strip() for part in word.split("|")) if "|" in word[1:] else ()
    if choices:
        named = all(_CHOICE.fullmatch(choice) for choice in choices)
        return DeclaredType(kinds=frozenset({"string"}), choices=choices if named else ())
    return (
        NOTHING
        if _NAME.fullmatch(word) or "." in bare
        else DeclaredType(kinds=frozenset({"string"}))
    )


def _declared_by_object(value: Mapping[str, JSON]) -> DeclaredType:
    name = value.get("@odata.type", value.get("@type"))
    if not isinstance(name, str):
        return DeclaredType(kinds=frozenset({"object"}))
    bare = _bare(name.lstrip("#"))
    if name.lower().lstrip("#").startswith("edm.") or _WRAPPED.fullmatch(name):
        return DeclaredType(kinds=frozenset({_WORDS[bare][0]})) if bare in _WORDS else NOTHING
    return DeclaredType(kinds=frozenset({"object"}), type=name.strip().lstrip("#"))


def _bare(word: str) -> str:
    return word.strip().lower().removeprefix("edm.")
