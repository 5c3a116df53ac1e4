"""Read field lines of messages as documentation writes them (RFC 9110 §5, RFC 9112 §5)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from docreplay.model.http.http import FIELD_NAME
from docreplay.read.messages.start_lines import BLANKS

_FIELD = re.compile(rf"({FIELD_NAME})([{BLANKS}]*):(.*)$")
_PLAIN_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*:[ \t]*[^\s/]")
_IRREGULAR = re.compile(
    rf"([A-Za-z][A-Za-z0-9-]*(?:[{BLANKS}]+[A-Za-z0-9-]+){{0,2}})[{BLANKS}]*([:\uff1a])(.*)$"
)
_COLONLESS = re.compile(rf"([A-Za-z-]+)[{BLANKS}]+(.+)$")
_HYPHENATED = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+")
_BODY = re.compile(r"[\[<]|\{(?!\s*\w[^{}:\"']*\})")
_NAMES = """
    accept accept-charset accept-encoding accept-language age allow authorization cache-control
    connection consistencylevel content-disposition content-encoding content-language
    content-length content-location content-range content-type cookie date etag expect expires
    forwarded host if-match if-modified-since if-none-match if-range if-unmodified-since
    last-modified link location odata-maxversion odata-version origin pragma prefer
    preference-applied range referer retry-after server set-cookie te trailer transfer-encoding
    upgrade user-agent vary via warning www-authenticate
"""
_STANDARD = frozenset(_NAMES.split())
"""Common names of the IANA registry, names that OData defines, and `ConsistencyLevel`."""


class FieldLine(NamedTuple):
    """A field line: name, value without blanks around it, and how it is irregular (or `""`)."""

    name: str
    value: str
    irregularity: str = ""


def read_field(line: str) -> FieldLine | None:
    """Return the field of a line without leading blanks; None if it is not a field line."""
    match = _FIELD.match(line)
    if not match:
        return None
    irregularity = "blank before the colon of a header" if match[2] else ""
    return FieldLine(match[1], match[3].strip(BLANKS), irregularity)


def read_malformed_field(line: str, below: str) -> FieldLine | None:
    """Return the field that a malformed line means: `Content Type: b`, `Accept：b`.

    The line counts as a field if its name is standard, or if the line `below` is a field line.
    """
    match = _IRREGULAR.match(line)
    if not match:
        return _without_colon(line, below)
    name = "-".join(match[1].split())
    follows = read_field(below.lstrip(BLANKS))
    known = name.lower() in _STANDARD or (follows and is_known(follows.name))
    if match[2] != ":" and (known or follows):
        irregularity = "full-width colon after the name of a header"
    elif known:
        irregularity = f"header name contains a blank; `{name}` is assumed"
    else:
        return None
    return FieldLine(name, match[3].strip(BLANKS), irregularity)


def _without_colon(line: str, below: str) -> FieldLine | None:
    match = _COLONLESS.match(line)
    if match and match[1].lower() in _STANDARD and is_known_field(below):
        irregularity = "missing colon after the name of a header"
        return FieldLine(match[1], match[2].strip(BLANKS), irregularity)
    return None


def is_known(name: str) -> bool:
    """Return True if a name looks like a header's: a standard one, or words joined by hyphens."""
    return name.lower() in _STANDARD or _HYPHENATED.fullmatch(name) is not None


def is_known_field(line: str) -> bool:
    """Return True if a line is the field line of a header with a known name."""
    field = read_field(line.lstrip(BLANKS))
    return field is not None and is_known(field.name)


def are_fields(lines: Sequence[str], *, known: bool) -> bool:
    """Return True if all lines are field lines; `known` requires that their names are known.

    A URL such as `https://photos.example` is not a field line, despite its colon.
    """
    if known:
        return all(map(is_known_field, lines))
    return all(_PLAIN_FIELD.match(line) or is_known_field(line) for line in lines)


def opens_body(line: str) -> bool:
    """Return True if a line begins like JSON or XML, and not with a placeholder `{token}`."""
    return _BODY.match(line.lstrip(BLANKS)) is not None
