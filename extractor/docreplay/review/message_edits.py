"""Edits of a documented response around its body: status line, headers, a body that is missing."""

import re
from collections.abc import Sequence
from http import HTTPStatus

from docreplay.model.case import Answer, Expectation
from docreplay.model.finding import Edit
from docreplay.model.http.http import Header, values_of
from docreplay.model.json.value import JSON
from docreplay.model.location import Location
from docreplay.review.example_text import Masked, NoExample, example_text

_STATUS = re.compile(r"HTTP/\d(?:\.\d)?[ \t]+(?P<status>\d{3}(?:[ \t]+[^\s<|`][^<|`]*)?)")
_UNFIT = frozenset({401, 403, 407, 408, 429})
"""Statuses that say something about the run and nothing about the documented request."""
_VALUE = re.compile(r"[\x20-\x7e]{1,200}")


def status_edit(expectation: Expectation, answer: Answer, lines: Sequence[str]) -> Edit:
    """Return the edit that gives the status line the status of the answer, with its reason phrase.

    Raises `NoExample` for an answer that says nothing about the documented request, or a line that
    is not a plain status line.
    """
    at = expectation.status_at
    if answer.status >= 500 or answer.status in _UNFIT:
        raise NoExample(f"status {answer.status} says nothing about the documented request")
    line = _line(lines, at).rstrip()
    found = _STATUS.fullmatch(line, at.column - 1) if at else None
    if at is None or found is None:
        raise NoExample("the status is not in a status line")
    start = at._replace(column=found.start("status") + 1)
    end = at._replace(column=found.end("status") + 1)
    return Edit(start=start, end=end, text=f"{answer.status} {_phrase(answer)}".rstrip())


def header_edit(header: Header, answer: Answer, lines: Sequence[str], masked: Masked) -> Edit:
    """Return the edit that gives a documented header the value of the answer."""
    value = next(iter(values_of(header.name, answer.headers)), "")
    if not _VALUE.fullmatch(value) or masked(value) != value:
        raise NoExample("the value of the header does not belong on a page")
    line, at = _line(lines, header.location), header.location
    start = line.find(header.value, at.column - 1)
    if not header.value or start < 0:
        raise NoExample("the header has no value on its line")
    end = at._replace(column=start + len(header.value) + 1)
    return Edit(start=at._replace(column=start + 1), end=end, text=value)


def removed_header(header: Header) -> Edit:
    """Return the edit that removes the line of a header."""
    at = header.location
    return Edit(start=at._replace(column=1), end=Location(at.path, at.line + 1, 1), text="")


def created_body(
    expectation: Expectation, value: JSON, lines: Sequence[str], masked: Masked
) -> Edit:
    """Return the edit that writes a body below the status line and headers."""
    places = [header.location for header in expectation.headers]
    first = expectation.status_at
    if first is None:
        raise NoExample("the response has no status line")
    last = max([first, *places])
    line = _line(lines, last)
    prefix = _line(lines, first)[: first.column - 1]
    body = example_text(value, "", masked, indent=prefix)
    end = last._replace(column=len(line) + 1)
    return Edit(start=end, end=end, text=f"\n{prefix.rstrip()}\n{prefix}{body}")


def _phrase(answer: Answer) -> str:
    """Return the registered reason phrase: the service's own is untrusted, or absent in HTTP/2."""
    try:
        return HTTPStatus(answer.status).phrase
    except ValueError:
        return ""


def _line(lines: Sequence[str], at: Location | None) -> str:
    return lines[at.line - 1] if at and at.line <= len(lines) else ""
