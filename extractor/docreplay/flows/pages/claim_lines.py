"""Look up the lines of what a generated test claims, which its module does not contain.

A module with line numbers would be out of date after each edit of prose above an example. So a
claim is identified by its test and by what it is about, and has the line of the page as it is now.
"""

import json
from collections.abc import Iterable
from dataclasses import replace

from docreplay.model.case import Case, Expectation
from docreplay.model.http.http import Header, Request
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Location, Passage


def has_lines(case: Case) -> bool:
    """Return True if the lines of the request and of all claims are known."""
    return all(place.is_known for place in _places(case))


def with_lines(case: Case, documented: Case | None) -> Case:
    """Return the case with the lines of the documented one for those that are not known.

    Without a documented case, as in a handwritten test, they are the line of the test's request.
    A claim that the page no longer makes is at the status line.
    """
    at = _known(case.location, documented.location if documented else case.location)
    at = at if at.is_known else at._replace(line=1)
    expected = documented.expectation if documented else Expectation()
    return replace(
        case,
        request=_request(case.request, at),
        expectation=_expectation(case.expectation, expected, at),
    )


def _places(case: Case) -> Iterable[Location]:
    yield case.location
    expected = case.expectation
    if expected.status_at:
        yield expected.status_at
    yield from (header.location for header in expected.headers)
    if expected.body:
        yield expected.body.location


def _request(request: Request, at: Location) -> Request:
    """Return the request, all of which is at one place: nothing in it is ever reported."""
    if request.location.is_known:
        return request
    headers = tuple(header._replace(location=at) for header in request.headers)
    return replace(request, location=at, headers=headers, body=_moved(request.body, at))


def _expectation(claimed: Expectation, documented: Expectation, at: Location) -> Expectation:
    status_at = documented.status_at or at
    body = documented.body.location if documented.body else status_at
    return replace(
        claimed,
        status_at=claimed.status_at and _known(claimed.status_at, status_at),
        headers=tuple(
            header._replace(location=_known(header.location, place))
            for header, place in zip(
                claimed.headers, _header_places(claimed, documented, status_at), strict=True
            )
        ),
        body=_moved(claimed.body, body),
    )


def _header_places(
    claimed: Expectation, documented: Expectation, otherwise: Location
) -> Iterable[Location]:
    """Yield the place of each claimed header: of its value, else of its name in the same order."""
    left = list(documented.headers)
    for header in claimed.headers:
        alike = [item for item in left if item.name.lower() == header.name.lower()]
        found = next((item for item in alike if item.value == header.value), None)
        found = found or next(iter(alike), None)
        if found:
            left.remove(found)
        yield found.location if found else otherwise


def _moved(body: Passage | None, at: Location) -> Passage | None:
    if body is None or body.location.is_known:
        return body
    return Passage(body.text, at.path, at.line)


def _known(place: Location, otherwise: Location) -> Location:
    return place if place.is_known else otherwise


def located(expectation: Expectation, cases: Iterable[Case]) -> Expectation:
    """Return the expectation with columns, and with the body as the page of the cases has it.

    A generated test knows the value and the first line of a body only. If the page now documents
    a different response, the test's own body is kept, laid out as documentation usually is.
    """
    for case in cases:
        if _makes_claims(case.expectation, expectation):
            return _with_places(expectation, case.expectation)
    return replace(expectation, body=_laid_out(expectation.body))


def _makes_claims(documented: Expectation, claimed: Expectation) -> bool:
    """Return True if a documented response makes the claims, on the same lines."""
    if claimed.body is not None:
        return documented.body is not None and _same_body(claimed.body, documented.body)
    at = claimed.status_at or next((header.location for header in claimed.headers), None)
    places = (documented.status_at, *(header.location for header in documented.headers))
    return any(place is not None and place.is_beside(at) for place in places)


def _same_body(claimed: Passage, documented: Passage) -> bool:
    """Return True if two bodies start on one line and have the same value."""
    if not claimed.location.is_beside(documented.location):
        return False
    if claimed.text == documented.text:
        return True
    try:
        # `repr` distinguishes 1 from 1.0 and from true.
        return repr(read_json(claimed.text).value) == repr(read_json(documented.text).value)
    except JsonError:
        return False


def _with_places(expectation: Expectation, documented: Expectation) -> Expectation:
    return replace(
        expectation,
        status_at=_on_line(expectation.status_at, filter(None, (documented.status_at,))),
        headers=tuple(_with_place(header, documented.headers) for header in expectation.headers),
        body=documented.body if expectation.body is not None else None,
    )


def _with_place(header: Header, documented: Iterable[Header]) -> Header:
    for item in documented:
        if item.name.lower() == header.name.lower() and item.location.is_beside(header.location):
            return header._replace(location=item.location, end=item.end)
    return header


def _on_line(at: Location | None, places: Iterable[Location]) -> Location | None:
    """Return the place on the same line, which has the column, or the given one."""
    return next((place for place in places if place.is_beside(at)), at)


def _laid_out(body: Passage | None) -> Passage | None:
    """Return a JSON body with one member a line; other text as it is."""
    if body is None:
        return None
    try:
        value = read_json(body.text).value
        return body._replace(text=json.dumps(value, ensure_ascii=False, indent=2))
    except (JsonError, ValueError):
        return body
