"""Values in responses: those that a run sends in later requests."""

import json
import re
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.cases.target_ids import target_ids
from docreplay.model.case import Answer, Case
from docreplay.model.http.http import values_of
from docreplay.model.http.url_template import without_origin
from docreplay.model.json.path import JsonPathError, find
from docreplay.model.json.value import JSON

_ELEMENT = re.compile(r"\[(?=0\]|\?)")
"""Where a path selects an element of an array."""


class Missing(NamedTuple):
    """Why a value is not known."""

    reason: str


def in_header(answer: Answer, selector: str) -> str | Missing:
    """Return the value of the header that `Location:` names."""
    name = selector.removesuffix(":")
    text = next(values_of(name.lower(), answer.headers), "")
    return text or Missing(f"the response has no header {name}")


def in_body(answer: Answer, path: str) -> str | Missing:
    """Return the scalar that a JSON Path leads to in a response body (RFC 9535)."""
    try:
        body: JSON = json.loads(answer.body)
    except (ValueError, RecursionError):
        return Missing("the response body is not JSON")
    try:
        nodes = find(path, body)
    except JsonPathError as error:
        return Missing(str(error))
    value = nodes[0][1] if nodes else None
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    array, *element = _ELEMENT.split(path, maxsplit=1)
    if element and any(found == [] for _, found in find(array, body)):
        return Missing("the array is empty")
    return Missing("the response has no such value")


def id_in(location: str, created: Case) -> str:
    """Return the identifier of the created object in its URL (RFC 9110 §10.2.2)."""
    last = without_origin(location).partition("?")[0].rstrip("/").rpartition("/")[2]
    return own_id_in(location, created) or unquote(last)


def own_id_in(location: str, created: Case) -> str:
    """Return the identifier of an object of the collection that a case asks for, or `""`."""
    ids, own = target_ids(location), target_ids(created.request.target)
    found = (place.written for place in ids.places if place.collection == own.template)
    return unquote(next(found, ""))
