"""The text of a value of a response as an example on a page.

A response is untrusted, and may contain personal data. So ids, times and addresses
become neutral ones, values with names of secrets are hidden, and text is escaped.
"""

import json
import math
import re
import unicodedata
from collections.abc import Callable, Hashable, Mapping

from docreplay.model.body.string_formats import format_of
from docreplay.model.json.value import JSON, kind
from docreplay.model.secret_names import may_be_secret

HIDDEN = "***"
_UNREADABLE = "\ufffd"
"""Stands for what is not Unicode; on a page it would look as if the page were damaged."""
_MOST = 4000
_DEEPEST = 20
_MOST_ELEMENTS = 5
_LONGEST = 200
_NEUTRAL: Mapping[str, str] = {
    "guid": "00000000-0000-0000-0000-000000000000",
    "date-time": "2024-01-01T00:00:00Z",
    "date": "2024-01-01",
    "time": "00:00:00Z",
    "email": "user@example.com",
    "uri": "https://example.com/",
}
_TOKEN = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_\-.=+/]{24,}")
"""What may be a token or an opaque id, as it has letters and digits and no blank."""
Masked = Callable[[str], str]
"""Function that returns a text without the secrets of the run."""


class NoExample(ValueError):
    """A value that does not belong on a page; the message gives the reason."""


def example_text(value: JSON, name: str, masked: Masked, *, indent: str | None = None) -> str:
    """Return the JSON text of a value of the property `name`, without volatile and secret parts.

    An array shows one element of each shape.

    With `indent`, objects and arrays take several lines, which continue at that indentation.
    Raises `NoExample` for a value that is too large or nested too deeply, and for a number that
    JSON cannot write (RFC 8259 §6).
    """
    neutral = _neutral(value, name, masked, _DEEPEST)
    text = json.dumps(neutral, ensure_ascii=False, indent=_step(indent))
    if len(text) > _MOST:
        raise NoExample(f"the value has {len(text):,} characters; at most {_MOST:,} are written")
    return "".join(map(_escaped, text)).replace("\n", f"\n{indent}")


def _step(indent: str | None) -> str | int | None:
    """Return what a level is indented by: a tab where the lines around it have tabs."""
    return None if indent is None else "\t" if "\t" in indent else 2


def name_text(name: str) -> str:
    """Return the JSON text of a member's name. Raises `NoExample` for one that is too long."""
    if len(name) > _LONGEST:
        raise NoExample("the name of the member is too long")
    if _UNREADABLE in name:
        raise NoExample("the name of the member has a character that is not Unicode")
    return "".join(map(_escaped, json.dumps(name, ensure_ascii=False)))


def is_volatile(old: JSON, new: JSON) -> bool:
    """Return True if both are ids, times or addresses of one form, which differ in every run."""
    if not (isinstance(old, str) and isinstance(new, str)):
        return False
    form = format_of(old)
    return bool(form and form == format_of(new)) or bool(_TOKEN.fullmatch(new))


def _neutral(value: JSON, name: str, masked: Masked, deepest: int) -> JSON:
    if not deepest:
        raise NoExample("the value is nested too deeply")
    if isinstance(value, dict):
        return {key: _neutral(item, key, masked, deepest - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_neutral(item, name, masked, deepest - 1) for item in _unlike(value)]
    if name and may_be_secret(name) and value not in (None, True, False):
        return HIDDEN
    if isinstance(value, float) and not math.isfinite(value):
        raise NoExample("the number is too large")
    return _neutral_text(value, masked) if isinstance(value, str) else value


def _unlike(elements: list[JSON]) -> list[JSON]:
    """Return the first element of each shape: an example shows each, and repeats none."""
    found: dict[Hashable, JSON] = {}
    for item in elements:
        found.setdefault(_shape(item), item)
    return [*found.values()][:_MOST_ELEMENTS]


def _shape(value: JSON) -> Hashable:
    if isinstance(value, dict):
        return frozenset((name, _shape(item)) for name, item in value.items())
    if isinstance(value, list):
        return "array", frozenset(map(_shape, value))
    return (kind(value), format_of(value)) if isinstance(value, str) else kind(value)


def _neutral_text(text: str, masked: Masked) -> str:
    if (form := format_of(text)) in _NEUTRAL:
        return _NEUTRAL[form]
    if _TOKEN.fullmatch(text) or _UNREADABLE in text:
        return "string"
    return masked(text) if len(text) <= _LONGEST else "string"


def _escaped(letter: str) -> str:
    """Return the letter, escaped if it is invisible: a control, format or private character."""
    # blanks of the layout: in a string of JSON, they are escaped already
    if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return letter
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
