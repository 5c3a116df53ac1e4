"""Requests as editors send them from a file: `###` between them, `# @name NAME` above one.

The syntax is that of the REST Client of Visual Studio Code, which the HTTP Client of JetBrains
shares: comments begin with `#` or `//`, and `@name = value` defines a variable of the file.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docreplay.model.location import Passage
from docreplay.read.messages.start_lines import is_request_line

_DIVIDER = re.compile(r"#{3,}(?:\s|$)")
_COMMENT = re.compile(r"(?:#|//)(?P<text>.*)")
_NAME = re.compile(r"\s*@name[ \t=]+(?P<name>[\w.-]+)\s*$")
_VARIABLE = re.compile(r"@[\w.-]+\s*=")


class NamedRequest(NamedTuple):
    """The text of one request, without the lines above it, and its name or `""`."""

    text: Passage
    name: str


def named_requests(text: Passage) -> tuple[NamedRequest, ...]:
    """Return the requests of a text in this syntax; none if it does not begin like one."""
    start = text.text.lstrip()[:2]
    if start[:1] not in ("#", "@") and start != "//" and "\n###" not in text.text:
        return ()
    lines = text.text.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    found = []
    for first, end in _parts(lines):
        head, name = _head(lines, first, end)
        if head < end and is_request_line(lines[head]):
            last = max(row for row in range(head, end) if lines[row].strip())
            found.append(NamedRequest(text.part(offsets[head], offsets[last + 1] - 1), name))
        elif head < end or _is_title(lines, first - 1):
            return ()  # a heading in a body, not a divider
    return tuple(found)


def _is_title(lines: list[str], row: int) -> bool:
    """Return True for a divider with text, which a request follows."""
    return row >= 0 and bool(lines[row].strip("# \t"))


def _parts(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first row of each part, and the row behind it."""
    starts = [row + 1 for row, line in enumerate(lines) if _DIVIDER.match(line)]
    ends = [start - 1 for start in starts]
    yield from zip([0, *starts], [*ends, len(lines)], strict=True)


def _head(lines: list[str], first: int, end: int) -> tuple[int, str]:
    """Return the row of the request line, and the name that a comment above it gives."""
    name = ""
    for row in range(first, end):
        line = lines[row].strip()
        comment = _COMMENT.match(line)
        if line and not comment and not _VARIABLE.match(line):
            return row, name
        found = _NAME.match(comment["text"]) if comment else None
        name = found["name"] if found else name
    return end, name
