"""Look up the lines of what a generated test claims, which its module does not contain.

A module with line numbers would be out of date after each edit of prose above an example. So a
claim is identified by its test and by what it is about, and has the line of the page as it is now.
"""

from collections.abc import Iterable
from dataclasses import replace

from docreplay.model.case import Case, Expectation
from docreplay.model.http import Request
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
