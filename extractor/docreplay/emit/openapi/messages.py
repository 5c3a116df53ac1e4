"""Documented messages as OpenAPI writes them: examples by media type, and headers.

Source: OpenAPI 3.1, Media Type Object, Example Object and Header Object.
"""

import json
from collections.abc import Container, Iterable

from docreplay.emit.openapi.schemas import Body, TypeSchemas, body_of
from docreplay.model.case import BodyAnnotation, Case
from docreplay.model.http.content import claims_json, content
from docreplay.model.http.http import Header, declared_type
from docreplay.model.http.status import usual_reason
from docreplay.model.json.value import JSON
from docreplay.model.location import Passage

_Message = tuple[str, tuple[Header, ...], Passage | None, BodyAnnotation | None]
"""The name of a case, and headers, body and annotation of one of its messages."""
_OWN = frozenset({"accept", "authorization", "content-type"})
"""Headers that have a place of their own in OpenAPI (Parameter Object)."""
_OF_TRANSFER = frozenset({"connection", "content-length", "date", "host", "transfer-encoding"})


def request_body(cases: Iterable[Case], components: TypeSchemas) -> JSON | None:
    """Return the Request Body Object of the cases of an operation; None without a body."""
    sent = [(case.name, case.request.headers, case.request.body, None) for case in cases]
    found = _contents(sent, components)
    return {"content": found} if found else None


def responses(cases: Iterable[Case], components: TypeSchemas) -> dict[str, JSON]:
    """Return the Responses Object of the cases of an operation."""
    by_status: dict[str, list[Case]] = {}
    for case in cases:
        by_status.setdefault(str(case.expectation.status or "default"), []).append(case)
    return {status: _response(status, own, components) for status, own in sorted(by_status.items())}


def headers(found: Iterable[Header]) -> dict[str, JSON]:
    """Return examples of headers by name, without those that OpenAPI or the transfer determines."""
    return {
        header.name: header.value
        for header in found
        if header.name.lower() not in _OWN | _OF_TRANSFER
    }


def _response(status: str, cases: list[Case], components: TypeSchemas) -> JSON:
    reason = usual_reason(int(status)) if status.isdigit() else ""
    found: dict[str, JSON] = {"description": reason or "Documented response"}
    expected = [(case.name, case.expectation) for case in cases]
    named = headers(header for _, item in expected for header in item.headers)
    if named:
        found["headers"] = {
            name: {"schema": {"type": "string"}, "example": value} for name, value in named.items()
        }
    received = [(name, item.headers, item.body, item.shape) for name, item in expected]
    bodies = _contents(received, components)
    if bodies:
        found["content"] = bodies
    return found


def _contents(messages: Iterable[_Message], components: TypeSchemas) -> dict[str, JSON]:
    """Return the Media Type Objects of messages with a body, each body as a named example."""
    found: dict[str, dict[str, JSON]] = {}
    bodies: dict[str, list[Body]] = {}
    for name, fields, body, annotation in messages:
        if body is not None:
            is_json = claims_json(fields, body)
            media_type = declared_type(fields) or ("application/json" if is_json else "text/plain")
            value = _value(content(fields, body), is_json=is_json)
            examples = found.setdefault(media_type, {})
            examples[_unused(name, examples)] = {"value": value}
            described = body_of(fields, body, annotation)
            bodies.setdefault(media_type, []).extend([described] if described else [])
    return {
        media_type: {**_schema(bodies[media_type], components), "examples": examples}
        for media_type, examples in found.items()
    }


def _schema(bodies: list[Body], components: TypeSchemas) -> dict[str, JSON]:
    return {"schema": components.schema(bodies)} if bodies else {}


def _unused(name: str, taken: Container[str]) -> str:
    """Return the name, with a number if a case of a different page has it."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _value(data: bytes, *, is_json: bool) -> JSON:
    """Return the value of a body; one that is not valid JSON is its text."""
    text = data.decode("utf-8", "replace")
    try:
        value: JSON = json.loads(text) if is_json else text
    except (ValueError, RecursionError):
        return text
    return value
