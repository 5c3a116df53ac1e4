"""Split a fence that shows both messages, or several exchanges one below the other."""

import re
from collections.abc import Iterator

from docreplay.model.location import Passage
from docreplay.read.messages.field_lines import read_field
from docreplay.read.messages.start_lines import bare_status, is_request_line

_STATUS_LINE = re.compile(r"HTTP/[123](?:\.[01])? +[1-5]\d\d(?!\d)")
_RULED = re.compile(r"\n[-=]{3,}[ \t]*\n[1-5]\d\d[ \t]")
"""A ruler and perhaps a status without version, as the documentation of Kubernetes writes them."""
_MULTIPART = re.compile(
    r"^content-type:\s*(?:multipart/|message/http)", re.IGNORECASE | re.MULTILINE
)
_BODY_END = ("}", "]", ">", '"', "--")
_RULER = re.compile(
    r"[-=*_.#~ ]{2,}$|(?:#|//|--)\s.*$|[\w ]{0,20}response[\w ]{0,20}:?$", re.IGNORECASE
)

_MOST = 100
"""Number of responses of a fence that are looked for."""


def split(text: Passage) -> tuple[Passage, ...]:
    """Return the messages of a fence, requests and responses in turn.

    One passage where the fence has a single message. A status line starts a response if what
    precedes it can be the end of a request, and a request line starts another exchange below one.
    """
    if "\nHTTP/" not in text.text and not _RULED.search(text.text):
        return (text,)
    lines = text.text.split("\n")
    starts = list(_starts(lines))
    if len(starts) < 2:  # a single message
        return (text,)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = _without_ruler(lines, start, end) if end < len(lines) else end
        parts.append(text.part(offsets[start], min(offsets[last], len(text.text))))
    return tuple(parts)


def _starts(lines: list[str]) -> Iterator[int]:
    """Yield the rows at which messages start, if the first one is a request."""
    first = next((row for row, line in enumerate(lines) if line.strip()), 0)
    if not is_request_line(lines[first]):
        return
    statuses = [row for row in range(len(lines)) if _is_status(lines, row)][:_MOST]
    last_status = statuses[-1] if statuses else -1
    yield 0
    start, in_request = first, True
    for row in range(first + 1, len(lines)):
        if in_request and row <= last_status and _is_status(lines, row):
            if not _is_over(lines, start, row):
                continue
            yield row
            start, in_request = row, False
        elif not in_request and row < last_status and _opens_exchange(lines, row):
            yield row
            start, in_request = row, True


def _is_status(lines: list[str], row: int) -> bool:
    """Return True for a status line, or a status without version right below a ruler."""
    if _STATUS_LINE.match(lines[row]):
        return True
    return _is_below_ruler(lines, row) and bare_status(lines[row]) is not None


def _is_below_ruler(lines: list[str], row: int) -> bool:
    return row > 0 and lines[row - 1].startswith(("---", "===")) and not lines[row - 1].strip("-= ")


def _opens_exchange(lines: list[str], row: int) -> bool:
    return not lines[row - 1].strip() and is_request_line(lines[row])


def _is_over(lines: list[str], start: int, row: int) -> bool:
    """Return True if a request that starts at one row can end before a later one."""
    above = next((line for line in reversed(lines[start:row]) if line.strip()), "")
    if _MULTIPART.search("\n".join(lines[start:row])):
        return above.rstrip().endswith("--")
    if (
        not lines[row - 1].strip()
        or _is_below_ruler(lines, row)
        or above.rstrip().endswith(_BODY_END)
    ):
        return True
    return all(map(read_field, lines[start + 1 : row]))


def _without_ruler(lines: list[str], start: int, end: int) -> int:
    """Return the row behind a message, without a line that only divides it from the next."""
    last = end
    while last > start + 1 and (
        not lines[last - 1].strip() or _RULER.match(lines[last - 1].strip())
    ):
        last -= 1
    return last
