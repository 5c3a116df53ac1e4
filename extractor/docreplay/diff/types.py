"""How a new type of a member relates to its old one."""

import posixpath
import re
from collections.abc import Callable
from typing import Literal

from docreplay.model.api.documented_api import DocumentedApi, Key
from docreplay.model.api.documented_member import Member
from docreplay.model.types.documented_rows import DocumentedRow

Relation = Literal["same", "wider", "narrower", "other", "unclear"]

_SAME: dict[str, str] = {
    "bool": "boolean", "int": "int32", "integer": "int32", "long": "int64", "short": "int16",
    "datetime": "datetimeoffset", "date-time": "datetimeoffset", "float": "double",
    "timestamp": "datetimeoffset", "number": "double", "object": "json", "complextype": "json",
    "url": "string", "uri": "string", "string (identifier)": "string", "string (enum)": "string",
    "string (timestamp)": "datetimeoffset", "string (duration)": "duration",
    "iso 8601 duration": "duration",
    "date": "date", "timeofday": "time", "time": "time", "byte[]": "binary", "bytes": "binary",
}  # fmt: skip
"""Spellings of one type."""
_WIDER = ("int16", "int32", "int64", "decimal", "double")
"""Numbers, each with all values of those before it."""
_FORMATS = frozenset({"datetimeoffset", "date", "time", "duration", "guid", "binary", "uri"})
"""Types that JSON writes as strings of a form (OData JSON Format 4.01 §7.1)."""
_NOTE = re.compile(
    r"(?<!\s)\s*+(?:\([^()]*\)\s*$|[-–—,;]\s*(?:optional|required|read[- ]only|nullable)\b(?s:.*))"
)
_ARRAY = re.compile(
    r"(?:array of|list of|collection of|collection \()\s*(.*?)\)?|(.*?)(?:\[\]| array| list)"
)
_NULL = re.compile(
    r"nullable |(?:`?null`?\s*(?:\bor\b|\||/|,)\s*)|\s*(?:\bor\b|\||/|,)\s*`?null`?$|\?$"
    r"|\s*\(?nullable\)?$"
)
"""That null is allowed beside a type, which is not part of how types relate."""
_ONE_OF = re.compile(r"\s*(?:,|/|\||\bor\b)\s*")


def relation(
    old: Member, new: Member, api: tuple[DocumentedApi, DocumentedApi], version: str
) -> Relation:
    """Return how the new type relates to the old one: `wider` if it has all its values and more."""
    before, after = spelled(old.type), spelled(new.type)
    if before == after or not before or not after or _is_reworded(old, new):
        return "same"
    if before.endswith(" collection") != after.endswith(" collection"):
        return "other"
    one, two = before.removesuffix(" collection"), after.removesuffix(" collection")
    if unions := _unions(one, two):
        return unions
    listed = [_listed(old, api[0], (version, one)), _listed(new, api[1], (version, two))]
    if listed[0] and listed[0] == listed[1] and "string" in (one, two):
        return "same"  # the values, of which one page has a table
    return _relation(one, two, lambda name, number: _named(api[number], version, name))


def _unions(old: str, new: str) -> Relation | None:
    """Return how two types relate of which one is a choice: `int32 or string`; None otherwise."""
    before, after = (_choice(text) for text in (old, new))
    if not before or not after or max(len(before), len(after)) < 2:
        return None
    if before == after:
        return "same"
    if before < after or after < before:
        return "wider" if before < after else "narrower"
    return "other"


def _choice(text: str) -> frozenset[str]:
    """Return the types of a choice, or the one type; nothing if some are not known."""
    found = frozenset(map(spelled, _ONE_OF.split(text)))
    return found if all(_is_known(name, "") for name in found) else frozenset()


def _is_reworded(old: Member, new: Member) -> bool:
    """Return True if links to one page have different words, and some are not a name."""
    if not isinstance(old, DocumentedRow) or not isinstance(new, DocumentedRow):
        return False
    targets = {posixpath.basename(row.type_target).lower() for row in (old, new)}
    bare = [row.type.removesuffix(" collection") for row in (old, new)]
    is_many = [row.type.endswith(" collection") for row in (old, new)]
    is_prose = any(" " in text for text in bare)
    return is_prose and len(targets) == 1 and targets != {""} and is_many[0] == is_many[1]


def _listed(member: Member, api: DocumentedApi, key: Key) -> frozenset[str]:
    """Return the values that a row lists, or the enumeration that is its type, in lower case."""
    found = api.enumerations.get(key)
    names = found.members if found else member.values.values if member.values else ()
    return frozenset(name.lower() for name in names) - {"unknownfuturevalue"}


def spelled(text: str) -> str:
    """Return a type in one spelling, without null."""
    text = _NULL.sub("", text) or text
    wrapped = _ARRAY.fullmatch(text)
    if wrapped:
        return f"{spelled(wrapped[1] or wrapped[2] or '')} collection"
    is_many = text.endswith(" collection")
    bare = text.removesuffix(" collection").strip()
    bare = _SAME.get(bare, bare)
    if bare not in _SAME.values():
        bare = _NOTE.sub("", bare).strip() or bare
        bare = _SAME.get(bare, bare)
    bare = bare.rpartition(".")[2] if re.fullmatch(r"[\w.]+", bare) else bare
    return f"{bare} collection" if is_many else bare


def _relation(old: str, new: str, kind: Callable[[str, int], str]) -> Relation:
    if old in _WIDER and new in _WIDER:
        return "wider" if _WIDER.index(new) > _WIDER.index(old) else "narrower"
    if old == "string" and (new in _FORMATS or kind(new, 1) == "enumeration"):
        return "narrower"
    if new == "string" and (old in _FORMATS or kind(old, 0) == "enumeration"):
        return "wider"
    before, after = kind(old, 0), kind(new, 1)
    if before and after and before != after:
        return "other"
    return "other" if _is_known(old, before) and _is_known(new, after) else "unclear"


def _is_known(name: str, kind: str) -> bool:
    return (
        bool(kind)
        or name in _WIDER
        or name in _FORMATS
        or name in ("string", "boolean", "json", "array")
    )


def _named(api: DocumentedApi, version: str, name: str) -> str:
    if (version, name) in api.types:
        return "type"
    return "enumeration" if (version, name) in api.enumerations else ""
