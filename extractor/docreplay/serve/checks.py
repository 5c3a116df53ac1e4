"""Check requests against the documented ones."""

import json
from collections.abc import Iterator, Sequence
from typing import NoReturn

from docreplay.model.case import Case
from docreplay.model.http.content import claims_json
from docreplay.model.http.http import declared_type, is_json, media_type
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.serve.message import ClientRequest, MockResponse, refusal

_OPTIONAL = frozenset(
    {
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "connection",
        "content-length",
        "content-type",
        "date",
        "expect",
        "host",
        "prefer",
        "transfer-encoding",
        "user-agent",
    }
)
"""Headers that a documented request may have and other requests may lack."""


def broken_json(cases: Sequence[Case], request: ClientRequest) -> MockResponse | None:
    """Return 400 if the body is not JSON although the documented ones are, or None.

    What a page documents word for word is sent to be answered as documented. A body of another
    declared type is not looked into, unless it begins like JSON, nor is an encoded one.
    """
    if request.header("content-encoding") or not _is_meant_as_json(cases, request):
        return None
    flaw = _flaw_of_json(request.body)
    if not flaw or any(_is_verbatim(case, request.body) for case in cases):
        return None
    return refusal(400, "invalid-json", f"the request body is not valid JSON: {flaw}")


def violations(cases: Sequence[Case], case: Case, request: ClientRequest) -> MockResponse | None:
    """Return the refusal of a request that is unlike all documented ones, or None.

    `case` is the documented request that is nearest. Checked are the media type, the presence of a
    body, the JSON types of its properties, and the presence of headers that every page shows.
    """
    kinds = {declared_type(item.request.headers) for item in cases if item.request.body}
    sent = media_type(request.header("content-type"))
    if request.body and sent and kinds and "" not in kinds and sent not in kinds:
        documented = sorted(kinds)
        message = f"media type `{sent}` is not documented; documented: {', '.join(documented)}"
        return refusal(415, "unsupported-media-type", message, documented=documented)
    found = [*_missing(cases, request), *_mistyped(case, request)]
    if not found:
        return None
    is_unauthorized = found[0] == _missing_header("Authorization")
    status, code = (401, "unauthorized") if is_unauthorized else (400, "invalid-request")
    challenge = [("WWW-Authenticate", "Bearer")] if is_unauthorized else []
    return refusal(status, code, "; ".join(found), *challenge, violations=found)


def _is_meant_as_json(cases: Sequence[Case], request: ClientRequest) -> bool:
    bodies = [(case, case.request.body) for case in cases]
    if not any(body and claims_json(case.request.headers, body) for case, body in bodies):
        return False
    declared = media_type(request.header("content-type"))
    if not request.body:
        return all(body for _, body in bodies) and is_json(declared)
    return not declared or is_json(declared) or request.body.lstrip()[:1] in (b"{", b"[")


def _flaw_of_json(body: bytes) -> str:
    """Return why a body is not JSON (RFC 8259), or `""`."""
    try:
        json.loads(body, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return (
            f"{error.msg[:1].lower()}{error.msg[1:]} at line {error.lineno}, column {error.colno}"
        )
    except UnicodeDecodeError:
        return "not UTF-8"
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return str(error)
    return ""


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is not a JSON value")


def _is_verbatim(case: Case, body: bytes) -> bool:
    documented = case.request.body
    return (
        documented is not None
        and documented.text.encode("utf-8", "replace").strip() == body.strip()
    )


def _missing(cases: Sequence[Case], request: ClientRequest) -> Iterator[str]:
    """Yield what every documented request has and this one lacks, credentials first."""
    documented = [{h.name.lower(): h.name for h in case.request.headers} for case in cases]
    common = set.intersection(*(set(names) for names in documented)) - _OPTIONAL
    for folded in sorted(common, key=lambda name: (name != "authorization", name)):
        if not request.header(folded):
            yield _missing_header(documented[0][folded])
    if not request.body and all(case.request.body for case in cases):
        yield "missing request body"


def _missing_header(name: str) -> str:
    return f"missing header `{name}`"


def _mistyped(case: Case, request: ClientRequest) -> Iterator[str]:
    """Yield the properties whose JSON type differs from that of the documented body."""
    body = case.request.body
    if body is None or not request.body or not claims_json(case.request.headers, body):
        return
    try:
        documented, sent = read_json(body.text).value, json.loads(request.body)
    except (JsonError, ValueError, RecursionError):
        return
    yield from _differences(documented, sent, "")


def _differences(documented: object, sent: object, pointer: str) -> Iterator[str]:
    expected, actual = _type(documented), _type(sent)
    if "null" in (expected, actual):
        return
    if expected != actual:
        yield f"`{pointer or '/'}`: expected {expected}, got {actual}"
    elif isinstance(documented, dict) and isinstance(sent, dict):
        for key in documented.keys() & sent.keys():
            yield from _differences(documented[key], sent[key], f"{pointer}/{key}")
    elif isinstance(documented, list) and isinstance(sent, list) and documented:
        for number, item in enumerate(sent):
            yield from _differences(documented[0], item, f"{pointer}/{number}")


def _type(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    kinds = {dict: "object", list: "array", str: "string", type(None): "null"}
    return kinds.get(type(value), "number")
