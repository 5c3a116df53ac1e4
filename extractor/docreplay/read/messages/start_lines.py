"""Read request and status lines as documentation writes them, also wrapped over several lines.

Grammar: RFC 9112 §3 (request line) and §4 (status line). Every expression reads a line in linear
time, even with long runs of blanks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

METHODS = (
    "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT|MERGE|COPY|MOVE|LOCK|UNLOCK|PROPFIND"
)
BLANKS = " \t\u00a0\u202f\u2007\u3000"
_REQUEST_LINE = re.compile(rf"[{BLANKS}]*([A-Za-z]{{3,20}})([{BLANKS}]+)(?=\S)")
_VERSION = re.compile(rf"[{BLANKS}](HTTP(?:/\d(?:\.\d)?)?)$")
_VERSION_LENGTH = len(" HTTP/1.1")
_KNOWN_METHOD = re.compile(rf"(?:{METHODS})\b", re.IGNORECASE)
_BARE_TARGET = re.compile(r"\s*(https?://\S.*|/\S.*)$")
_OPERATORS = "and|or|not|eq|ne|gt|ge|lt|le|in|has|add|sub|mul|div|mod"
_CONTINUED = re.compile(rf"[{BLANKS}]*[?&]\S|[{BLANKS}]+[/$]")
_OPERATOR_FIRST = re.compile(rf"[{BLANKS}]*(?:{_OPERATORS})[{BLANKS}]+\S")
_OPERATOR_LAST = re.compile(rf"[{BLANKS}](?:{_OPERATORS})$")
_OPERATOR_LENGTH = len(" and")
_STATUS_LINE = re.compile(
    rf"[{BLANKS}]*(HTTP(?:/\d(?:\.\d)?)?)([{BLANKS}]+)(\d{{3}})(?![0-9])([{BLANKS}]*)(.*)$",
    re.IGNORECASE,
)

_BARE_STATUS = re.compile(rf"[{BLANKS}]*([2-5]\d\d)[{BLANKS}]+[A-Za-z][A-Za-z' -]*$")

_WITHOUT_REASON = ("/2", "/2.0", "/3", "/3.0")
"""Versions whose responses have no reason phrase (RFC 9113 §8.3.2, RFC 9114 §4.3.2)."""


class RequestLine(NamedTuple):
    """A request line without its version, and how it is irregular."""

    method: str
    target: str
    irregularities: tuple[str, ...] = ()


class StatusLine(NamedTuple):
    """A status line, the column at which it starts (0-based), and how it is irregular."""

    status: int
    reason: str
    column: int
    irregularities: tuple[str, ...]


def request_lines(text: str) -> int:
    """Return the number of lines that look like request lines with a known method."""
    return sum(is_request_line(line) for line in text.split("\n"))


def is_request_line(line: str) -> bool:
    """Return True if a line is a known method followed by text that looks like a target."""
    start = line.lstrip(BLANKS)
    if not start[:1].isalpha() or not _KNOWN_METHOD.match(start):
        return False
    match = _REQUEST_LINE.match(line)
    return match is not None and _is_target(without_version(line[match.end() :]))


def is_status_line(line: str) -> bool:
    """Return True if a line is a status line, even an irregular one."""
    return bool(_STATUS_LINE.match(line))


def bare_status(line: str) -> int | None:
    """Return the status of a line that is a status line without its version: `201 created`."""
    found = _BARE_STATUS.match(line)
    return int(found[1]) if found else None


def without_version(text: str) -> str:
    """Return the text without the version and the blanks at its end (RFC 9112 §2.3)."""
    text = text.rstrip(BLANKS)
    version = _VERSION.search(text[-_VERSION_LENGTH:])
    return text[: -len(version[0])].rstrip(BLANKS) if version else text


def read_request_line(line: str) -> RequestLine | None:
    """Return method and target of a request line; None for any other line."""
    match = _REQUEST_LINE.match(line)
    if match and not match[1].upper().startswith("HTTP"):
        target = without_version(line[match.end() :])
        known = _KNOWN_METHOD.fullmatch(match[1])
        if known or (_is_target(target) and match[1].isupper()):
            return RequestLine(match[1].upper(), target, tuple(_request_irregularities(match)))
    bare = _BARE_TARGET.match(line)
    if not bare:
        return None
    target = bare[1].rstrip(BLANKS)
    return RequestLine("GET", target, ("missing method; GET is assumed",))


def read_status_line(line: str) -> StatusLine | None:
    """Return status code and reason phrase of a status line; None for any other line."""
    match = _STATUS_LINE.match(line)
    if not match:
        return None
    irregularities = tuple(_status_irregularities(match))
    return StatusLine(int(match[3]), match[5].strip(BLANKS), match.start(1), irregularities)


def continuation(target: str, line: str) -> str | None:
    """Return what a line adds to the target above it; None if it does not continue the target.

    A wrapped query or path is recognized by its first character. Any other line continues the
    target only if the target is incomplete, or if the line begins with an operator of OData
    (OData URL Conventions §5.1.1). The caller excludes field lines and bodies.
    """
    if _CONTINUED.match(line):
        return line.strip(BLANKS)
    if "?" not in target:
        return None
    if _OPERATOR_LAST.search(target[-_OPERATOR_LENGTH:]) or _OPERATOR_FIRST.match(line):
        return " " + line.strip(BLANKS)
    return line.strip(BLANKS) if target.endswith(("?", "&", ",")) else None


def _is_target(text: str) -> bool:
    return text[0] in "/{<" or "/" in text.partition(" ")[0] or "://" in text


def _request_irregularities(match: re.Match[str]) -> Iterator[str]:
    if match[1] != match[1].upper():
        yield f"method `{match[1]}` is not in capitals"
    if set(match[2]) - {" "}:
        yield "method is followed by a blank other than a space"


def _status_irregularities(match: re.Match[str]) -> Iterator[str]:
    if "/" not in match[1]:
        yield f"missing version: expected `HTTP/1.1`, got `{match[1]}`"
    if set(match[2] + match[4]) - {" "}:
        yield "status line contains a blank other than a space"
    if not match[5].strip():
        if not match[1].endswith(_WITHOUT_REASON):
            yield "missing reason phrase"
    elif not match[4]:
        yield "missing space before the reason phrase"
