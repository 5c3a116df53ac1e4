"""Parts of multipart bodies (RFC 2046 §5.1), both of what is sent and of what is compared."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from docreplay.model.http.http import media_type

_FIRST_LINE = re.compile(r"\s*--([^\s]+)")
_CONTENT_TYPE = re.compile(r"\s*content-type\s*:\s*(.*)", re.IGNORECASE)
_LINE = re.compile(r"(.*?)(?:\r?\n|\Z)", re.DOTALL)


class Delimiter(NamedTuple):
    """A delimiter line: offsets of its start and of the line after it."""

    start: int
    end: int
    is_closing: bool


class Part(NamedTuple):
    """A part: offsets of its start, of its Content-Type, and of its content's start and end."""

    at: int
    content_type: str
    type_at: int
    start: int
    end: int

    @property
    def media_type(self) -> str:
        """The media type without parameters, or `""`."""
        return media_type(self.content_type)


def boundary_of(content_type: str) -> str:
    """Return the boundary that a Content-Type declares (RFC 2045 §5.1), or `""`.

    A field value cannot contain NUL (RFC 9110 §5.5), and the standard library fails on one.
    """
    if "\0" in content_type:
        return ""
    message = Message()
    message["Content-Type"] = content_type
    return message.get_boundary("").strip()


def delimiters(text: str, boundary: str) -> list[Delimiter]:
    """Return the delimiter lines of a text."""
    opening, closing = f"--{boundary}", f"--{boundary}--"
    lines = ((match, match[1].rstrip()) for match in _LINE.finditer(text))
    return [
        Delimiter(match.start(), match.end(), line == closing)
        for match, line in lines
        if line in (opening, closing)
    ]


def parts_of(text: str, content_type: str) -> tuple[Part, ...]:
    """Return the parts of a text by its declared boundary, or else by that of its first line."""
    boundary = boundary_of(content_type)
    if not boundary:
        first = _FIRST_LINE.match(text)
        boundary = first[1] if first else ""
    return tuple(_parts(text, delimiters(text, boundary))) if boundary else ()


def part_of(text: str, start: int, end: int) -> Part:
    """Return the part between two offsets; a blank line ends its headers."""
    content_type, type_at, at = "", start, start
    for line in _LINE.finditer(text, start, end):
        at = line.end()
        header = _CONTENT_TYPE.fullmatch(line[1].rstrip())
        if header and not content_type:
            content_type, type_at = header[1], line.start()
        if not line[1].strip() or at >= end:
            break
    return Part(start, content_type, type_at, at, end)


def _parts(text: str, found: list[Delimiter]) -> Iterator[Part]:
    """Return the parts between delimiter lines; the preamble and the epilogue are not parts."""
    for index, delimiter in enumerate(found):
        if delimiter.is_closing:
            return
        end = found[index + 1].start if index + 1 < len(found) else len(text)
        if index + 1 < len(found) or delimiter.end < len(text):
            yield part_of(text, delimiter.end, end)
