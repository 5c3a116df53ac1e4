"""Several JSON values in one text: NDJSON, JSON Text Sequences, the data of server-sent events."""

import json
import re
from functools import cached_property
from itertools import islice

from docreplay.model.json.places import JsonError, Place, Scan
from docreplay.model.json.reader import scan
from docreplay.model.json.tolerant_reader import JsonText

_TYPES = frozenset(
    {
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/json-lines",
        "application/x-json-stream",
        "application/stream+json",
        "application/json-seq",
        "application/json+lines",
    }
)
RECORD_SEPARATOR = "\x1e"
"""Precedes each value of `application/json-seq` (RFC 7464 §2.2)."""
_EVENTS = "text/event-stream"
_DATA = re.compile(r"^data:(.*)$", re.MULTILINE)
_FIELD = re.compile(r"^(?:data:[ \t]*\[DONE\][ \t]*$|data:|(?:event|id|retry)?:.*$)", re.MULTILINE)
"""What is not JSON in a stream of events whose data is; some services end theirs with `[DONE]`."""


def without_fields(text: str) -> str:
    """Return a stream of server-sent events with blanks for all but the data, else the text.

    The format is that of the HTML standard, §9.2.6; a text of JSON has no such line.
    """
    return _FIELD.sub(lambda field: " " * len(field[0]), text) if _DATA.search(text) else text


def is_json_lines(media_type: str) -> bool:
    """Return True if a media type without parameters is a sequence of JSON values."""
    return media_type in _TYPES


_LOOKED_AT = 100
"""Number of lines that are read to decide what a text is."""


def is_lines_text(media_type: str, text: str) -> bool:
    """Return True if a text is JSON values on lines of their own, by its media type or by itself.

    A text without media type is one if it has several lines, and each is an object or an array; a
    stream of events, if all of its data is.
    """
    if media_type == _EVENTS:
        found = [data.strip() for data in islice(_DATA.findall(text), _LOOKED_AT)]
        return bool(found) and all(_is_value(data) or data == "[DONE]" for data in found)
    if media_type or "\n" not in text.strip():
        return is_json_lines(media_type)
    lines = list(islice(filter(None, map(str.strip, text.split("\n"))), _LOOKED_AT))
    return len(lines) > 1 and all(map(_is_value, lines))


def _is_value(line: str) -> bool:
    if line[:1] + line[-1:] not in ("{}", "[]"):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


class JsonLines(JsonText):
    """Values of a text as one array; places are those in the text itself."""

    @cached_property
    def _scan(self) -> Scan:
        found, end = _scanned(self.text), len(self.text)
        places = {
            pointer: Place(*(min(max(0, offset - 1), end) for offset in place))
            for pointer, place in found.places.items()
        }
        return found._replace(places=places)


def read_json_lines(text: str) -> JsonLines:
    """Return the values of a text as an array. Raises `JsonError` if one cannot be read."""
    found = _scanned(text)
    repairs = tuple(
        repair._replace(offset=repair.offset - 1)
        for repair in found.repairs
        if repair.kind != "missing-comma"
    )
    return JsonLines(text, found.value, repairs)


def _scanned(text: str) -> Scan:
    """Read the text in brackets; values need no comma between them."""
    try:
        return scan(f"[{without_fields(text).replace(RECORD_SEPARATOR, ' ')}]")
    except JsonError as error:
        raise JsonError(error.message, max(0, error.offset - 1)) from None
