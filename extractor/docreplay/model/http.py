"""HTTP messages as a page documents them (RFC 9110, RFC 9112); bodies stay the page's text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docreplay.model.location import Location, Passage

FIELD_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
"""The expression for the name of a header, which is a token (RFC 9110 §5.1, §5.6.2)."""

_NAME = re.compile(FIELD_NAME)
_UNFIT = re.compile(r"[^\t\x20-\x7e\x80-\xff]")


class Header(NamedTuple):
    """One field line, and where it stands."""

    name: str
    value: str
    location: Location


def values_of(name: str, headers: Iterable[tuple[str, str] | Header]) -> Iterator[str]:
    """The values of the field lines of that name, in order; case is ignored (RFC 9110 §5.1)."""
    wanted = name.lower()
    return (header[1] for header in headers if header[0].lower() == wanted)


def media_type(value: str) -> str:
    """`Application/JSON; charset=utf-8` is `application/json` (RFC 9110 §8.3.1)."""
    return value.partition(";")[0].strip().lower()


def declared_type(headers: Iterable[tuple[str, str] | Header]) -> str:
    """The media type that the first Content-Type names, without parameters, or `""`."""
    return media_type(next(values_of("content-type", headers), ""))


def is_field_name(text: str) -> bool:
    """Whether a header may have that name."""
    return _NAME.fullmatch(text) is not None


def unfit_in_field_value(text: str) -> str:
    """The first character that the value of a header cannot hold (RFC 9110 §5.5), or `""`."""
    found = _UNFIT.search(text)
    return found[0] if found else ""


def is_json(media_type: str) -> bool:
    """Whether a media type without parameters promises JSON (RFC 6839 §3.1: the +json suffix)."""
    return media_type == "application/json" or media_type.endswith("+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A documented request: the target is as written, placeholders and host included."""

    method: str
    target: str
    headers: tuple[Header, ...]
    body: Passage | None
    location: Location
    """Where the request line starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A documented response; the reason phrase may be empty."""

    status: int
    reason: str
    headers: tuple[Header, ...]
    body: Passage | None
    location: Location
    """Where the status line starts."""

    @property
    def is_final(self) -> bool:
        """Whether it can end an exchange: interim responses (1xx) do not (RFC 9110 §15.2)."""
        return self.status >= 200
