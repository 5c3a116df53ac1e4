"""Documented headers, by class: not compared, required, or value compared."""

import re
from collections.abc import Iterator

from docreplay.compare.comparator import Comparator
from docreplay.compare.rules.header_differs import RULE as DIFFERS
from docreplay.compare.rules.header_missing import RULE as MISSING
from docreplay.compare.rules.location_malformed import RULE as MALFORMED
from docreplay.compare.subject import ResponseSubject
from docreplay.model.finding import Finding, Severity
from docreplay.model.http.http import Header, values_of

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
"""Headers that a client relies on; of others than those below the absence is a warning."""

_NOT_CLAIMED = re.compile(
    r"""accept(?:-(?!ranges).*)?|age|alt-svc|cache-control|connection|content-(?:type|length|encoding)
    |content-security-policy.*|date|duration|expires|host|keep-alive|nel|p3p|pragma|report-to|server
    |server-timing|set-cookie|strict-transport-security|te|trailer|transfer-encoding|upgrade|via
    |warning|access-control-.*|cross-origin-.*|referrer-policy|permissions-policy
    |x-(?:powered-by|aspnet.*|content-type-options|frame-options|xss-protection|runtime|cache.*
        |served-by|timer|amz.*|ms-ags-diagnostic|robots-tag|ua-compatible)
    |cf-.*|akamai-.*|trace(?:parent|state)|.*(?:request|correlation|trace|activity|session)-?(?:gu)?id""",
    re.VERBOSE | re.IGNORECASE,
)
"""Headers of connections, caches, security policies and diagnostics: pages show them by chance."""
_URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[^\s<>\"{}|\\^`]+")
_RETRY_AFTER = re.compile(r"\d+|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
"""Delay seconds or a date (RFC 9110 §10.2.3)."""


def check(subject: ResponseSubject) -> Iterator[Finding]:
    """Report required headers that are missing, and values that differ."""
    if not subject.is_comparable:
        return
    for header in subject.expectation.headers:
        name = header.name.lower()
        if name in _PRESENCE or name in _VALUE_COMPARED:
            yield from _check(header, subject)
        elif subject.strictness.headers != "allow" and not _NOT_CLAIMED.fullmatch(name):
            yield from _present(header, subject)


def _present(header: Header, subject: ResponseSubject) -> Iterator[Finding]:
    """Report a header of the API's own that is missing, such as the number of all elements."""
    if not list(values_of(header.name, subject.answer.headers)):
        is_error = subject.strictness.headers == "refuse"
        yield _missing(header, Severity.ERROR if is_error else Severity.WARNING)


def _missing(header: Header, severity: Severity | None = None) -> Finding:
    message, expected = f"missing header `{header.name}`", f"{header.name}: {header.value}"
    return MISSING.at(header.place, message, expected=expected, severity=severity)


def _check(header: Header, subject: ResponseSubject) -> Iterator[Finding]:
    values = list(values_of(header.name, subject.answer.headers))
    if not values:
        yield _missing(header)
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
