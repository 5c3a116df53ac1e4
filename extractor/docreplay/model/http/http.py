"""Documented HTTP messages (RFC 9110, RFC 9112); bodies are text of the page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.model.location import Location, Passage, Range

FIELD_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
"""Regular expression of a header name, which is a token (RFC 9110 §5.1, §5.6.2)."""

FORM = "application/x-www-form-urlencoded"
"""Media type of forms (WHATWG URL §5)."""

_NAME = re.compile(FIELD_NAME)
_UNFIT = re.compile(r"[^\t\x20-\x7e\x80-\xff]")


class Header(NamedTuple):
    """A field line and its place."""

    name: str
    value: str
    location: Location
    end: Location | None = None
    """The first place behind the line; None where it is not known."""

    @property
    def place(self) -> Location | Range:
        """The whole line, as far as it is known."""
        return Range(self.location, self.end) if self.end else self.location


def values_of(name: str, headers: Iterable[tuple[str, str] | Header]) -> Iterator[str]:
    """Return the values of the field lines of a name, in order, ignoring case (RFC 9110 §5.1)."""
    wanted = name.lower()
    return (header[1] for header in headers if header[0].lower() == wanted)


def media_type(value: str) -> str:
    """Return the media type without parameters, in lower case (RFC 9110 §8.3.1)."""
    return value.partition(";")[0].strip().lower()


def declared_type(headers: Iterable[tuple[str, str] | Header]) -> str:
    """Return the media type of the first Content-Type, without parameters, or `""`."""
    return media_type(next(values_of("content-type", headers), ""))


def is_field_name(text: str) -> bool:
    """Return True if the text is a valid header name."""
    return _NAME.fullmatch(text) is not None


def unfit_in_field_value(text: str) -> str:
    """Return the first character that a header value must not contain (RFC 9110 §5.5), or `""`."""
    found = _UNFIT.search(text)
    return found[0] if found else ""


def is_json(media_type: str) -> bool:
    """Return True if a media type without parameters is JSON.

    That is one with the suffix `+json` (RFC 6839 §3.1), too, and `text/json` (WHATWG MIME Sniffing
    §4.6).
    """
    return media_type in ("application/json", "text/json") or media_type.endswith("+json")


def is_xml(media_type: str) -> bool:
    """Return True if a media type without parameters is XML (RFC 7303 §4.2: the +xml suffix)."""
    return media_type.endswith(("/xml", "+xml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A documented request: the target is as written, placeholders and host included."""

    method: str
    target: str
    headers: tuple[Header, ...]
    body: Passage | None
    location: Location
    """Place of the request line."""
    end: Location | None = None
    """End of its first line, exclusive."""

    @property
    def place(self) -> Location | Range:
        """The first line of the request, as far as it is known."""
        return Range(self.location, self.end) if self.end else self.location


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A documented response; the reason phrase may be empty."""

    status: int
    reason: str
    headers: tuple[Header, ...]
    body: Passage | None
    location: Location
    """Place of the status line."""
    end: Location | None = None
    """End of the status line, exclusive."""

    @property
    def place(self) -> Location | Range:
        """The status line, as far as it is known."""
        return Range(self.location, self.end) if self.end else self.location

    @property
    def is_final(self) -> bool:
        """True if it can end an exchange: interim responses (1xx) cannot (RFC 9110 §15.2)."""
        return self.status >= 200
