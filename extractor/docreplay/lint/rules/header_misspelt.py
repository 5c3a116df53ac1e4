"""The name of a header is almost that of a known one.

## What it means
The header of a request or response is not known, and at most two letters, or hyphens, make it one
that is: of the HTTP Field Name Registry (RFC 9110 §16.3.1), OData, or widely used services.

Not reported: names that begin with `X-`, and those that `permitted-headers` has.

## Why it matters
Services and clients ignore it.

## Example
    Contnet-Type: application/json

## Fix
Correct the name, or add it to `permitted-headers`.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from docreplay.lint.check import LintCheck
from docreplay.lint.subject import PageSubject
from docreplay.lint.suggest import near_name
from docreplay.model.finding import Edit, Finding, Fix, Rule, Severity
from docreplay.model.http.http import Header
from docreplay.model.http.known_headers import KNOWN_HEADERS
from docreplay.model.location import Range

RULE = Rule(code="DOC165", name="header-misspelt", severity=Severity.WARNING)

_SHORTEST = 5
_DIFFERENT = 2


def check(subject: PageSubject) -> Iterator[Finding]:
    """Yield headers of requests and responses whose names are almost known."""
    permitted = {name.lower() for name in subject.config.permitted_headers}
    for header in _headers(subject):
        near = "" if header.name.lower() in permitted else _near(header.name.lower())
        if near:
            place = Range.on_line(header.location, len(header.name))
            edits = (Edit(start=place.start, end=place.end, text=near),)
            fix = Fix(title=f"write `{near}`", safety="unsafe", edits=edits)
            message = f"unknown header `{header.name}` (did you mean `{near}`?)"
            yield RULE.at(place, message, fix=fix)


def _headers(subject: PageSubject) -> Iterable[Header]:
    for exchange in subject.reading.exchanges:
        response = exchange.response
        yield from (*exchange.request.headers, *(response.headers if response else ()))


@lru_cache(maxsize=1024)
def _near(name: str) -> str:
    if name in KNOWN_HEADERS or name.startswith("x-") or len(name) < _SHORTEST:
        return ""
    same = _by_bare_name().get(_bare(name), "")
    return KNOWN_HEADERS.get(same or near_name(name, KNOWN_HEADERS, most=_DIFFERENT), "")


@cache
def _by_bare_name() -> dict[str, str]:
    """Return the first known name for each name without hyphens."""
    return {_bare(known): known for known in reversed(KNOWN_HEADERS)}


def _bare(name: str) -> str:
    return name.replace("-", "").replace("_", "")


CHECK = LintCheck(check)
