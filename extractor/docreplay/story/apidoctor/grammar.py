"""Grammar of request parameters, captures and expectations (annotation-dialect.md §2.8)."""

import re
from dataclasses import dataclass
from typing import Literal

from docreplay.model.json.value import JSON, Steps, pointer

KeyKind = Literal["text", "url", "body", "base64", "header", "json", "capture", "none"]
"""What a key names: a text of the URL, the URL, the body, the body in base64, a header, a place in
the JSON body, a captured value; `none` has no effect."""

_RANDOM = "!random-filename"
_STEP = re.compile(r"\.?\['([^']+)'\]|\.([^.\[\]']+)|\.?\[(\d{1,9})\]")


class PathError(ValueError):
    """The text is not a path of API Doctor; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class MemberKey:
    """The key of a parameter, of an expectation, or the source of a capture."""

    kind: KeyKind
    name: str
    """The text in the URL, the header's name, the path, or the captured name with its brackets."""


def key_of(text: str) -> MemberKey:
    """Return what a key names."""
    if len(text) > 2 and text[0] == "{" and text[-1] == "}":
        return MemberKey("text", text)
    if is_capture(text):
        return MemberKey("capture", text)
    if text in ("!body", "!url"):
        return MemberKey("body" if text == "!body" else "url", "")
    if text == "!body.base64":
        return MemberKey("base64", "")
    if len(text) > 1 and text[-1] == ":":
        return MemberKey("header", text[:-1])
    return MemberKey("json", text) if text.startswith("$") else MemberKey("none", text)


def is_capture(text: str) -> bool:
    """Return True for the name of a captured value: `[item-id]`."""
    return len(text) > 2 and text[0] == "[" and text[-1] == "]"


@dataclass(frozen=True, slots=True)
class Literally:
    """A value that is sent as it is."""

    value: JSON


@dataclass(frozen=True, slots=True)
class Captured:
    """A value that a request of the scenario captured; the name has its brackets."""

    name: str


@dataclass(frozen=True, slots=True)
class Random:
    """A random name, and what is written before and after it."""

    before: str
    extension: str
    """With its dot, or `""`."""
    after: str

    def shown(self) -> str:
        """Return the value as a person reads it."""
        return f"{self.before}<random>{self.extension}{self.after}"


@dataclass(frozen=True, slots=True)
class Code:
    """An expression of C#, which docreplay never evaluates."""

    text: str


Value = Literally | Captured | Random | Code


def value_of(value: JSON) -> Value:
    """Return what the value of a parameter means; null is a literal that removes."""
    if not isinstance(value, str):
        return Literally(value)
    if is_capture(value):
        return Captured(value)
    if value.startswith("#"):
        return Code(value[1:])
    at = value.find(_RANDOM)
    return _random(value, at) if at >= 0 else Literally(value)


def _random(value: str, at: int) -> Random:
    """Return the random name in a value.

    `!random-filename-txt!` ends with the second exclamation mark. Without one, the rest of the
    value is the extension, and API Doctor writes a slash before the whole value.
    """
    end = value.find("!", at + 1)
    rest = value[at + len(_RANDOM) : end if end >= 0 else None]
    before, after = value[:at], value[end + 1 :] if end >= 0 else ""
    if end < 0 and rest:
        before = f"/{before}"
    return Random(before, f".{rest[1:]}" if rest else "", after)


def read_steps(path: str) -> Steps:
    """Return the names and indexes of a path: `$.a[0].['b.c']`. Raise `PathError`."""
    found: list[str | int] = []
    at = 1
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None:
            raise PathError(f"cannot read `{path}` from `{path[at:]}` on")
        quoted, name, index = match.groups()
        found.append(int(index) if index else quoted or name)
        at = match.end()
    return tuple(found)


def written_steps(path: str) -> Steps:
    """Return the place that a parameter sets: an index at the end of the path is ignored.

    Raise `PathError` for a text that is not a path, or for the path of the whole body.
    """
    found = read_steps(path)
    while found and isinstance(found[-1], int):
        found = found[:-1]
    if not found:
        raise PathError(f"`{path}` does not name a property")
    return found


def body_pointer(steps: Steps) -> str:
    """Return the JSON Pointer of a path (RFC 6901)."""
    return pointer(steps)
