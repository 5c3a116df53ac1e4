"""JSON as a type, as a line of text, and JSON Pointers (RFC 6901)."""

from collections.abc import Iterable, Mapping, Sequence
from json import dumps

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
Steps = tuple[str | int, ...]
"""The way from a value to one inside of it: names of properties and indexes of elements."""


def pointer(steps: Iterable[str | int]) -> str:
    """Return the JSON Pointer of a path: `("value", 0, "a/b")` is `/value/0/a~1b` (RFC 6901 §3)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def steps(pointer: str) -> tuple[str, ...]:
    """Return the unescaped reference tokens of a JSON Pointer (RFC 6901 §4)."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def json_line(value: JSON | Mapping[str, JSON] | Sequence[JSON]) -> str:
    """Return the value on one line, with the letters of every script unescaped.

    What Unicode calls a line end (UAX #14: NEL, LS, PS) is escaped, since some readers of lines
    split there. They only occur in strings, where the escape is equivalent (RFC 8259 §7).
    """
    return dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


_KINDS = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def kind(value: JSON) -> str:
    """Return the JSON Schema name of a value's type; `1.0` is a number."""
    return _KINDS[type(value)]


def is_well_formed(text: str) -> bool:
    """Return True if a text has no lone surrogates, so that it can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def items_of(value: JSON) -> Iterable[tuple[str | int, JSON]]:
    """Return the members of an object or the elements of an array, with their names or indexes."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()
