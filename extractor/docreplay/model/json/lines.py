"""Several JSON values in one text, one after the other: NDJSON and JSON Text Sequences."""

from functools import cached_property

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


def is_json_lines(media_type: str) -> bool:
    """Return True if a media type without parameters is a sequence of JSON values."""
    return media_type in _TYPES


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
        return scan(f"[{text.replace(RECORD_SEPARATOR, ' ')}]")
    except JsonError as error:
        raise JsonError(error.message, max(0, error.offset - 1)) from None
