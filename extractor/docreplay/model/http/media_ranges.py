"""Read the Accept header of a request (RFC 9110 §12.5.1)."""

from typing import NamedTuple

from docreplay.model.http.http import is_json, media_type

_PARTS = 50
"""Media ranges that are read of one header."""


class MediaRange(NamedTuple):
    """A media range without parameters, such as `image/*`, and its quality from 0 to 1."""

    name: str
    quality: float


def media_ranges(accept: str) -> tuple[MediaRange, ...]:
    """Return the media ranges of an Accept header; what is not one is ignored."""
    found = (_media_range(part) for part in accept.split(",")[:_PARTS])
    return tuple(item for item in found if item.name.count("/") == 1)


def quality(kind: str, ranges: tuple[MediaRange, ...]) -> float:
    """Return the quality of a media type without parameters by the most specific range.

    Without ranges, every type is accepted. `application/json` accepts JSON of any name.
    """
    if not ranges or not kind:
        return 1.0
    wide = f"{kind.partition('/')[0]}/*"
    names = (kind, *(("application/json",) if is_json(kind) else ()), wide, "*/*")
    for name in names:
        found = [item.quality for item in ranges if item.name == name]
        if found:
            return max(found)
    return 0.0


def _media_range(text: str) -> MediaRange:
    name, *parameters = (part.strip() for part in text.split(";"))
    weight = next((p[2:] for p in parameters if p[:2].lower() == "q="), "1")
    try:
        value = min(max(float(weight), 0.0), 1.0)
    except ValueError:
        value = 1.0
    return MediaRange(media_type(name), value)
