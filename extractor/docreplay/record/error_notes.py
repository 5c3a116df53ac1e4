"""What errors of known forms say in a way that programs read: codes, and the inputs they are about.

OData (OData JSON §21.1: `target`, `details`), problem details (RFC 9457 §3: `errors` with
`pointer`; RFC 7807 §3: `invalid-params`), JSON:API (`source`), Google (`fieldViolations`, or
`reason` with `location`), AWS (`__type`, `fieldList`), and those of usual validators: JSON Schema,
Pydantic, Zod, Bean Validation, Rails, Django and ASP.NET.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docreplay.model.body.error_members import MESSAGES

_CODES = ("code", "errorCode", "error_code", "type", "__type", "reason", "keyword", "error", "rule")
_CODES_OF_LISTS = ("codes",)
_TARGETS = (
    "target",
    "field",
    "param",
    "parameter",
    "property",
    "pointer",
    "propertyPath",
    "instancePath",
    "fieldName",
    "attribute",
    "parameterName",
    "argumentName",
    "headerName",
    "queryParameterName",
    "xmlNodeName",
)
_POINTERS = ("pointer", "parameter", "header")
"""Members of `source` (JSON:API, error objects)."""
_LISTS = ("loc", "path")
"""Members with a list of names that lead to the input."""
_BY_NAME = frozenset({"errors", "details", "fielderrors", "validationerrors", "modelstate"})
"""Members with texts by the names of inputs."""
_NAME = re.compile(r"[A-Za-z_$@][\w.@$-]{0,39}")
_CODE = re.compile(r"[\w.:/#-]{1,200}")
_CLASS = re.compile(r".*(?:Error|Exception|Fault)")
_SEPARATORS = re.compile(r"[/\[\]'\"]+|^[#$]\.?")
_DEPTH = 6
_LONGEST = 100
"""Members of one object that are read."""


class Note(NamedTuple):
    """One statement of an error."""

    text: str = ""
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Names of inputs that the error gives beside the text."""


def notes_of(value: object, depth: int = 0) -> Iterator[Note]:
    """Yield what an error body says, from the outside in."""
    if isinstance(value, str) and depth <= 1:
        yield Note(value)
    elif isinstance(value, Mapping):
        yield from _own_notes(value)
        yield from _notes_by_name(value, is_root=depth == 0)
    if depth < _DEPTH:
        below = list(value.values()) if isinstance(value, Mapping) else _list(value)
        for item in below[:_LONGEST]:
            yield from notes_of(item, depth + 1)


def _own_notes(value: Mapping[str, object]) -> Iterator[Note]:
    texts = [text for key in MESSAGES if isinstance(text := value.get(key), str)]
    codes, names = tuple(_codes(value)), tuple(dict.fromkeys(_names(value)))
    for text in texts or ([""] if codes and names else []):
        yield Note(text, codes, names)


def _notes_by_name(value: Mapping[str, object], *, is_root: bool) -> Iterator[Note]:
    """Yield the texts that an error lists by the names of inputs: `{"errors": {"age": ["…"]}}`."""
    found = [item for key, item in value.items() if key.lower() in _BY_NAME]
    if is_root and value and all(map(_is_texts, value.values())):
        found.append(value)
    for item in found:
        for name, entries in item.items() if isinstance(item, Mapping) else ():
            names = tuple(filter(None, [_name(name)]))
            for entry in entries if isinstance(entries, list) and names else ():
                if isinstance(entry, str):
                    yield Note(entry, (), names)
                elif isinstance(entry, Mapping):
                    yield Note("", tuple(_codes(entry)), names)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _codes(value: Mapping[str, object]) -> Iterator[str]:
    listed = (item for key in _CODES_OF_LISTS for item in _list(value.get(key)))
    for code in (*(value.get(key) for key in _CODES), *listed):
        if isinstance(code, str) and _CODE.fullmatch(code):
            yield code


def _names(value: Mapping[str, object]) -> Iterator[str]:
    """Yield the names of the inputs that an error object is about."""
    given = [value.get(key) for key in _TARGETS]
    source, params = value.get("source"), value.get("params")
    if isinstance(source, Mapping):
        given += [source.get(key) for key in _POINTERS]
    if isinstance(params, Mapping):
        # of a validator of JSON Schema: the object is at `instancePath`, and lacks the property
        more = [params.get("missingProperty"), params.get("additionalProperty")]
        given = [item for item in more if isinstance(item, str)] or given
    if "locationType" in value:
        given.append(value.get("location"))
    if "reason" in value or "message" in value:
        given.append(value.get("name"))
    if "code" in value or "type" in value:
        given += [_list(value.get(key))[-1:] for key in _LISTS]
    for item in given:
        text = item[0] if isinstance(item, list) and item else item
        if isinstance(text, str) and (name := _name(text)):
            yield name


def _name(text: str) -> str:
    """Return the name at the end of a path or a pointer; that of the class of an error is none."""
    parts = [part for part in _SEPARATORS.split(text) if part and not part.isdigit()]
    name = parts[-1].strip(".") if parts else ""
    return name if _NAME.fullmatch(name) and not _CLASS.fullmatch(name) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
