"""Documented headers, by class: not compared, required, or value compared."""

import re
from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.header_differs import RULE as DIFFERS
from docreplay.compare.rules.header_missing import RULE as MISSING
from docreplay.compare.rules.location_malformed import RULE as MALFORMED
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding
from docreplay.model.http import Header, values_of

_VALUE_COMPARED = frozenset(
    {"accept-ranges", "content-disposition", "content-language", "preference-applied", "vary"}
)
_PRESENCE = frozenset(
    {
        "allow",
        "content-location",
        "content-range",
        "etag",
        "last-modified",
        "location",
        "operation-location",
        "odata-version",
        "retry-after",
        "www-authenticate",
    }
)
"""Headers that a client relies on; others (dates, ids, lengths) are not compared."""

_URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[^\s<>\"{}|\\^`]+")
_RETRY_AFTER = re.compile(r"\d+|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
"""Delay seconds or a date (RFC 9110 §10.2.3)."""


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report required headers that are missing, and values that differ."""
    if not subject.is_body_comparable:
        return
    for header in subject.expectation.headers:
        name = header.name.lower()
        if name in _PRESENCE or name in _VALUE_COMPARED:
            yield from _check(header, subject)


def _check(header: Header, subject: ResponseSubject) -> Iterator[Finding]:
    values = list(values_of(header.name, subject.answer.headers))
    if not values:
        message = f"missing header `{header.name}`"
        yield MISSING.at(header.place, message, expected=f"{header.name}: {header.value}")
    elif header.name.lower() in _VALUE_COMPARED:
        yield from _compare(header, ", ".join(values))
    elif header.name.lower() == "retry-after" and not _RETRY_AFTER.fullmatch(values[0].strip()):
        message = "header `Retry-After` must be a number of seconds or a date"
        yield DIFFERS.at(header.place, message, expected=header.value, actual=values[0])
    elif header.name.lower() == "location" and _is_uri(header.value) > _is_uri(values[0]):
        message = "header `Location` is not a URI reference"
        yield MALFORMED.at(header.place, message, expected=header.value, actual=values[0])


def _compare(header: Header, actual: str) -> Iterator[Finding]:
    """Compare list values as sets, ignoring case (RFC 9110 §5.6.1)."""
    if _members(header.value) - _members(actual):
        message = f"header `{header.name}` has a different value"
        yield DIFFERS.at(header.place, message, expected=header.value, actual=actual)


def _is_uri(value: str) -> bool:
    """Return True for a URI reference; a documented one with placeholders is not."""
    return _URI.fullmatch(value.strip()) is not None


def _members(value: str) -> set[str]:
    return {part.partition(";")[0].strip().lower() for part in value.split(",") if part.strip()}


COMPARATOR = Comparator(check)
