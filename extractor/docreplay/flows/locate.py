"""From the lines that a generated test names to the exact places on the page as it stands now."""

import json
from collections.abc import Iterable
from dataclasses import replace

from docreplay.model.case import Expectation
from docreplay.model.exchange import Exchange
from docreplay.model.http import Header, Response
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Location, Passage


def exact(expectation: Expectation, exchanges: Iterable[Exchange]) -> Expectation:
    """The expectation with columns, and with the body as the page of these exchanges writes it.

    A generated test knows a body's value and first line only. Where the page documents another
    answer by now, the test's own is kept, laid out as documentation usually is.
    """
    for exchange in exchanges:
        if exchange.response and _is_same(expectation, exchange.response):
            return _placed(expectation, exchange.response)
    return replace(expectation, body=_laid_out(expectation.body))


def _is_same(expectation: Expectation, response: Response) -> bool:
    """Whether the response makes the claims: where they stand, and what body it has."""
    if expectation.body is not None:
        return response.body is not None and _equal(expectation.body, response.body)
    at = expectation.status_at or next((header.location for header in expectation.headers), None)
    places = (response.location, *(header.location for header in response.headers))
    return any(place.is_beside(at) for place in places)


def _equal(claimed: Passage, documented: Passage) -> bool:
    """Whether two bodies start on one line and say the same."""
    if not claimed.location.is_beside(documented.location):
        return False
    if claimed.text == documented.text:
        return True
    try:
        # The printed value tells 1 from 1.0 and from true.
        return repr(read_json(claimed.text).value) == repr(read_json(documented.text).value)
    except JsonError:
        return False


def _placed(expectation: Expectation, response: Response) -> Expectation:
    return replace(
        expectation,
        status_at=_nearest(expectation.status_at, (response.location,)),
        headers=tuple(_header(header, response.headers) for header in expectation.headers),
        body=response.body if expectation.body is not None else None,
    )


def _header(header: Header, documented: Iterable[Header]) -> Header:
    places = [item.location for item in documented if item.name.lower() == header.name.lower()]
    return header._replace(location=_nearest(header.location, places) or header.location)


def _nearest(at: Location | None, places: Iterable[Location]) -> Location | None:
    """The place on the same line, which knows the column, or the one that was given."""
    return next((place for place in places if place.is_beside(at)), at)


def _laid_out(body: Passage | None) -> Passage | None:
    """A JSON body with one member a line; other text as it is."""
    if body is None:
        return None
    try:
        value = read_json(body.text).value
        return body._replace(text=json.dumps(value, ensure_ascii=False, indent=2))
    except (JsonError, ValueError):
        return body
