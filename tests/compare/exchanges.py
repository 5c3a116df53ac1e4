"""Expectations and answers for tests that make their own."""

import json

from docreplay.model.case import Answer, Expectation
from docreplay.model.http.http import Header
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage

PAGE = "api.md"
JSON_TYPE = "application/json"


def expecting(text: str) -> Expectation:
    """Return the expectation of a JSON body that begins on line 11 of the page."""
    header = Header("Content-Type", JSON_TYPE, Location(PAGE, 9))
    body = Passage(text, PAGE, 11)
    return Expectation(status=200, status_at=Location(PAGE, 8), headers=(header,), body=body)


def answering(body: bytes | JSON) -> Answer:
    """Return a JSON answer of these bytes, or of this value."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=200, reason="OK", headers=(("Content-Type", JSON_TYPE),), body=data)
