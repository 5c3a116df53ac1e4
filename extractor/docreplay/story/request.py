"""Make the request of a step: the documented one, or the story's own, with its parameters."""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote_plus, urlencode

from docreplay.model.case import Case
from docreplay.model.http.content import has_control
from docreplay.model.http.http import FORM, Header, Request, declared_type, is_json
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.location import Location, Passage
from docreplay.model.secret_names import is_credential
from docreplay.model.stories.story import (
    Parameter,
    Payload,
    RawCall,
    Replacement,
    SelectorType,
    Step,
)
from docreplay.story.fields import unfit_cookie, unfit_header
from docreplay.story.scope import Namespace
from docreplay.story.select import replaced
from docreplay.story.values import EvaluationError, Text, written

_NAMED = re.compile(r"\s*([^=;\s]+)\s*=")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRequest:
    """A request that a story wants to send; the requester fills placeholders, and decides."""

    step: Step
    request: Request
    """With the parameters of the step, but for those of `values`."""
    case: Case | None = None
    """The documented case, or None for a request of the story's own."""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Values that the step gives the placeholders of the path."""
    captured: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Inputs and captures of the story, which fill placeholders that have no other value."""
    credentials: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Headers with credentials that the story sets: for the host of the base URL only."""
    content: bytes | None = field(default=None, repr=False)
    """Bytes of the body, if it is not text."""
    account: str = ""
    poll: str = ""
    """`always` or `never`, or `""` for as it is configured."""
    needs_result: bool = False
    """Whether a later step needs what the operation of this one makes, if it starts one."""
    timeout: float | None = None
    """Seconds; None: as configured."""


def raw_request(call: RawCall, at: Location) -> Request:
    """Return a request that a story writes itself. Raises `EvaluationError` for a bad header."""
    for name, value in call.headers:
        _refuse_unfit(name, value)
    return Request(
        method=call.method.upper(),
        target=call.target,
        headers=tuple(Header(name, value, at) for name, value in call.headers),
        body=None if call.body is None else Passage(call.body, at.path, at.line),
        location=at,
    )


def with_parameters(
    wanted: StepRequest, parameters: Iterable[Parameter], payload: Payload | None, scope: Namespace
) -> StepRequest:
    """Return the request with its parameters and its payload.

    URLs first, then headers, then the whole body, then parts of it, each in order. Raises
    `Undefined` and `EvaluationError` for values that cannot be had.
    """
    ordered = sorted(parameters, key=lambda parameter: _ORDER[parameter.place])
    for parameter in (item for item in ordered if item.place != "body"):
        wanted = _put(wanted, parameter, scope)
    if payload is not None:
        wanted = _paid(wanted, payload, scope)
    for parameter in (item for item in ordered if item.place == "body"):
        target = Replacement(target=parameter.name, value=parameter.value, type="jsonpointer")
        wanted = _replaced(wanted, (target,), scope)
    return wanted


_ORDER = {
    "url": 0, "text": 1, "path": 2, "querystring": 3, "query": 4, "header": 5, "cookie": 6,
    "content": 7, "body": 8, "input": 9,
}  # fmt: skip


def _put(wanted: StepRequest, parameter: Parameter, scope: Namespace) -> StepRequest:
    """Return the request with a parameter that is not a part of the body."""
    is_removed = parameter.value is None
    value = None if parameter.value is None else scope.operand(parameter.value)
    text = "" if value is None else written(value)
    match parameter.place:
        case "path":
            return replace(wanted, values={**wanted.values, parameter.name: text})
        case "header":
            return _with_header(wanted, parameter.name, None if is_removed else text)
        case "cookie":
            return _with_cookie(wanted, parameter.name, text)
        case "content":
            return _with_body(wanted, value)
    target = _with_target(wanted.request.target, parameter, value)
    if has_control(target):
        where = parameter.name or "url"
        raise EvaluationError(f"the value of `{where}` contains a control character")
    return replace(wanted, request=replace(wanted.request, target=target))


def _with_target(target: str, parameter: Parameter, value: JSON) -> str:
    """Return the target with a parameter that is a part of it."""
    text = "" if value is None else written(value)
    match parameter.place:
        case "url":
            return text
        case "text":
            return target.replace(parameter.name, text)
        case "querystring":
            if value is not None and not isinstance(value, str):
                raise EvaluationError("the value of a `querystring` parameter must be a string")
            return target.partition("?")[0] + (f"?{text}" if text else "")
        case "query":
            return _with_query(target, parameter.name, value, is_removed=parameter.value is None)
        case other:
            raise EvaluationError(f"a parameter of a request cannot be in `{other}`")


def _with_query(target: str, name: str, value: JSON, *, is_removed: bool) -> str:
    """Return the target with a query parameter; a list is repeated (OpenAPI, `explode`).

    One that has the value already stays as it is written.
    """
    path, _, query = target.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    values = [written(v) for v in (value if isinstance(value, list) else [value])]
    old = [unquote_plus(pair.partition("=")[2]) for pair in pairs if _name_of(pair) == name]
    if old == values and not is_removed:
        return target
    added = [] if is_removed else [f"{_encoded(name)}={_encoded(v)}" for v in values]
    at = next((at for at, pair in enumerate(pairs) if _name_of(pair) == name), len(pairs))
    kept = [[pair for pair in part if _name_of(pair) != name] for part in (pairs[:at], pairs[at:])]
    joined = "&".join([*kept[0], *added, *kept[1]])
    return f"{path}?{joined}" if joined else path


def _name_of(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])


def _encoded(text: str) -> str:
    """Return text as part of a query; `$` stays, as OData has it (RFC 3986 §3.4)."""
    return quote(text, safe="$:@/,", errors="replace")


def encoded(value: str) -> str:
    """Return a value as a part of a path segment; `.` and `..` too."""
    text = quote(value, safe="", errors="replace")
    return text.replace(".", "%2E") if set(value) == {"."} else text


def _with_header(wanted: StepRequest, name: str, value: str | None) -> StepRequest:
    """Return the request with a header set, or removed; credentials are kept apart.

    Raises `EvaluationError` for a header that cannot be sent.
    """
    if value is not None:
        _refuse_unfit(name, value)
    request = wanted.request
    kept = tuple(header for header in request.headers if header.name.lower() != name.lower())
    own = tuple(item for item in wanted.credentials if item[0].lower() != name.lower())
    if value is None or is_credential(name.lower()):
        own = own if value is None else (*own, (name, value))
        return replace(wanted, request=replace(request, headers=kept), credentials=own)
    header = Header(name, value, request.location)
    return replace(wanted, request=replace(request, headers=(*kept, header)), credentials=own)


def _refuse_unfit(name: str, value: str) -> None:
    if reason := unfit_header(name, value):
        raise EvaluationError(reason)


def _with_cookie(wanted: StepRequest, name: str, value: str) -> StepRequest:
    """Return the request with a cookie beside those that it has (RFC 6265 §4.2.1)."""
    if reason := unfit_cookie(name, value):
        raise EvaluationError(reason)
    old = (text for key, text in wanted.credentials if key.lower() == "cookie")
    pairs = [pair.strip() for pair in next(old, "").split(";") if pair.strip()]
    kept = [pair for pair in pairs if not (found := _NAMED.match(pair)) or found[1] != name]
    return _with_header(wanted, "Cookie", "; ".join([*kept, f"{name}={value}"]))


def _paid(wanted: StepRequest, payload: Payload, scope: Namespace) -> StepRequest:
    if payload.media_type:
        wanted = _with_header(wanted, "Content-Type", payload.media_type)
    if payload.content is not None:
        value = scope.operand(payload.content)
        if payload.is_base64:
            wanted = _bytes(wanted, value)
        elif not _is_sent_already(wanted, value):
            wanted = _with_body(wanted, value)
    return _replaced(wanted, payload.replacements, scope)


def _is_sent_already(wanted: StepRequest, value: JSON) -> bool:
    """Return True for the value of a documented JSON body, which stays as it is written."""
    body = wanted.request.body
    if body is None or not isinstance(value, dict | list):
        return False
    try:
        return json.dumps(json.loads(body.text)) == json.dumps(value)
    except (ValueError, RecursionError):
        return False


def _bytes(wanted: StepRequest, value: JSON) -> StepRequest:
    try:
        content = base64.b64decode(written(value), validate=False)
    except (binascii.Error, ValueError) as error:
        raise EvaluationError(f"the body is not base64: {error}") from error
    return replace(wanted, content=content)


def _with_body(wanted: StepRequest, value: JSON) -> StepRequest:
    """Return the request with a body: text as it is, other values in its media type."""
    declared = declared_type(wanted.request.headers)
    if value is None and not is_json(declared):
        return replace(wanted, request=replace(wanted.request, body=None), content=None)
    text = str(value) if isinstance(value, str) else _serialized(value, declared)
    if not declared and not isinstance(value, str):
        wanted = _with_header(wanted, "Content-Type", "application/json")
    at = wanted.request.location
    body = Passage(text, at.path, at.line)
    return replace(wanted, request=replace(wanted.request, body=body), content=None)


def _serialized(value: JSON, declared: str) -> str:
    """Return a value in a media type. Raises `EvaluationError` for one that has no such form."""
    if declared == FORM and isinstance(value, dict):
        pairs = [(name, _field(item)) for name, item in value.items()]
        return urlencode(pairs, doseq=True)
    if not declared or is_json(declared):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | dict):
        raise EvaluationError(f"a payload in {declared} must be text")
    return written(value)


def _field(value: JSON) -> str | list[str]:
    return [written(item) for item in value] if isinstance(value, list) else written(value)


def _replaced(wanted: StepRequest, targets: Iterable[Replacement], scope: Namespace) -> StepRequest:
    """Return the request with values in parts of its body."""
    for target in targets:
        body = wanted.request.body
        if body is None:
            raise EvaluationError(f"the request has no body, so that `{target.target}` is nowhere")
        declared = declared_type(wanted.request.headers)
        kind = target.type or _language(declared)
        payload = _structure(body.text, declared, kind)
        value = None if target.value is None else scope.operand(target.value)
        place = (kind, target.version, scope.text(target.target))
        is_removed = target.value is None
        wanted = _with_body(wanted, replaced(payload, place, value, is_removed=is_removed))
    return wanted


def _language(declared: str) -> SelectorType:
    return "xpath" if declared.endswith(("/xml", "+xml")) else "jsonpointer"


def _structure(text: str, declared: str, kind: SelectorType) -> JSON:
    if kind == "xpath" or (declared and not is_json(declared)):
        return Text(text)
    try:
        return read_json(text).value
    except JsonError as error:
        raise EvaluationError("the body of the request is not valid JSON") from error
