"""A multipart body taken apart (RFC 2046 §5.1.1)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docreplay.model.http import media_type

_BOUNDARY = re.compile(r';\s*boundary="?([^";]+)"?', re.IGNORECASE)
_FIRST_LINE = re.compile(r"\s*--([^\s]+)")
_HEADER = re.compile(r"([^:\s]+)\s*:\s*(.*)")
_LINE = re.compile(r"(.*?)(?:\r?\n|\Z)", re.DOTALL)


class Part(NamedTuple):
    """One part: where it starts, its media type and where that stands, and where its content is."""

    at: int
    content_type: str
    type_at: int
    start: int
    end: int

    @property
    def media_type(self) -> str:
        """The media type without parameters, or `""`."""
        return media_type(self.content_type)


def parts_of(text: str, content_type: str) -> tuple[Part, ...]:
    """The parts of a text, by the boundary of its Content-Type, or else of its first line."""
    named = _BOUNDARY.search(content_type) or _FIRST_LINE.match(text)
    return tuple(_parts(text, f"--{named[1].strip()}")) if named else ()


def _parts(text: str, delimiter: str) -> Iterator[Part]:
    """The text between the delimiter lines; what stands before the first is no part."""
    start: int | None = None
    for line in _LINE.finditer(text):
        words = line[1].rstrip()
        if words not in (delimiter, f"{delimiter}--"):
            continue
        if start is not None:
            yield _part(text, start, line.start())
        if words != delimiter:
            return
        start = line.end()
    if start is not None and start < len(text):
        yield _part(text, start, len(text))


def _part(text: str, start: int, end: int) -> Part:
    named, type_at, at = "", start, start
    for line in _LINE.finditer(text, start, end):
        at = line.end()
        header = _HEADER.fullmatch(line[1].rstrip("\r"))
        if header and header[1].lower() == "content-type":
            named, type_at = header[2], line.start()
        if not line[1].strip("\r") or at >= end:
            break
    return Part(start, named, type_at, at, end)
