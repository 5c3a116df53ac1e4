"""The one printer through which everything from a page enters Python source.

The layout is that of `ruff format` with its default of 88 columns: whatever is broken into lines
has a trailing comma, and a string is never split.
"""

import unicodedata
from collections.abc import Iterator

from docreplay.model.json.value import JSON

WIDTH = 88


def literal(value: JSON, *, indent: int = 0, used: int = 0, room: int = WIDTH) -> str:
    """Return a Python literal that evaluates to the value.

    `indent` is the depth (in steps of four blanks) of the line that the literal starts on, `used`
    the columns that this line needs besides the literal, `room` the columns that lines have: fewer
    for a text that is indented afterwards. Raises `ValueError` for a number that has no literal.
    """
    if not isinstance(value, dict | list) or not value:
        return _flat(value)
    if not _must_break(value):
        flat = _flat(value)
        if width(flat) + used + 4 * indent <= room:
            return flat
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    inner = "    " * (indent + 1)
    lines = [f"{inner}{item},\n" for item in _items(value, indent + 1, room)]
    return f"{opening}\n{''.join(lines)}{'    ' * indent}{closing}"


def string(text: str) -> str:
    """Return a Python string literal, in double quotes unless single ones need fewer escapes."""
    body = repr(text)
    if body[0] == "'" and '"' not in text:
        body = f'"{body[1:-1]}"'
    elif body[0] == "'":
        body = _fewest_escapes(text, body)
    return body if body.isascii() else _printable(body)


def _must_break(value: JSON) -> bool:
    """Return True for a container that contains non-empty containers: it is broken into lines."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(item, dict | list) and item for item in items)


def _items(value: dict[str, JSON] | list[JSON], indent: int, room: int) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield literal(item, indent=indent, used=1, room=room)
        return
    for key, item in value.items():
        name = string(key)
        yield f"{name}: {literal(item, indent=indent, used=width(name) + 3, room=room)}"


def _flat(value: JSON) -> str:
    """Return the literal on one line."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{string(key)}: {_flat(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flat, value)) + "]"
    if isinstance(value, float):
        return _float(value)
    return repr(value)


def _float(value: float) -> str:
    text = repr(value).replace("e+", "e")
    if text in ("inf", "-inf", "nan"):
        raise ValueError("the number has no literal")
    return text


def _fewest_escapes(text: str, body: str) -> str:
    """Return the quotes that a formatter prefers, where `repr` uses single ones."""
    double, single = text.count('"'), text.count("'")
    if double <= single:
        inner = body[1:-1].replace("\\'", "'").replace('"', '\\"')
        return f'"{inner}"'
    return body


def _printable(body: str) -> str:
    """Escape characters that editors and formatters may read as a line end or reorder."""
    return "".join(
        character
        if character.isascii() or unicodedata.category(character) not in _ESCAPED
        else f"\\u{ord(character):04x}"
        if ord(character) < 0x10000
        else f"\\U{ord(character):08x}"
        for character in body
    )


_ESCAPED = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})


def width(text: str) -> int:
    """Return the columns of a text: East Asian wide characters take two (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
