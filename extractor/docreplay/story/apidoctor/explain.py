"""Explain scenarios in plain words: what is sent, set, kept and expected. Nothing is sent."""

from collections.abc import Iterable, Iterator

from docreplay.model.json.value import JSON, json_line
from docreplay.story.apidoctor.changes import (
    body_parameters,
    found_urls,
    media_type_of,
    request_line,
    shown,
)
from docreplay.story.apidoctor.compile import ScenarioError, story_of
from docreplay.story.apidoctor.grammar import Captured, Code, Literally, MemberKey, Random
from docreplay.story.apidoctor.library import RequestError, RequestLibrary, ResolvedCall
from docreplay.story.apidoctor.scenario import (
    Expected,
    RequestParameter,
    Scenario,
    ScenarioCall,
    ScenarioCapture,
)

_LONG = 60
"""Characters of a value from which on it is cut."""


def explained(scenario: Scenario, library: RequestLibrary) -> Iterator[str]:
    """Yield the lines that explain a scenario: a title, then its requests in order."""
    yield f"{scenario.node.place.start} {scenario.title}{_conditions(scenario)}"
    for number, call in enumerate((*scenario.setup, scenario), 1):
        yield from _call(number, call, library)
    yield from (f"     {line}" for line in _expected(scenario))
    try:
        story_of(scenario, library, story_id="story")
    except ScenarioError as error:
        yield f"  cannot be run: {error}"


def _conditions(scenario: Scenario) -> str:
    """Return whether a scenario runs, and for which accounts."""
    parts = ["" if scenario.is_enabled else "never runs: it is not enabled"]
    for name, values in (
        ("tags", scenario.tags),
        ("scopes", scenario.scopes),
        ("API versions", scenario.versions),
    ):
        parts += [f"{name} {', '.join(values)}"] if values else []
    text = "; ".join(filter(None, parts))
    return f" ({text})" if text else ""


def _call(number: int, call: ScenarioCall, library: RequestLibrary) -> Iterator[str]:
    try:
        resolved = library.resolve(call)
    except RequestError as error:
        yield f"  {number}. {error.message}"
        lines = [f"`{item.text}` is not used" for item in call.parameters]
        merged = call
    else:
        yield f"  {number}. {request_line(resolved)} ({_origin(call, resolved)})"
        lines = [*_beside(call), *_changes(resolved)]
        merged = resolved.call
    lines += map(_kept, merged.captures)
    if merged.is_secondary:
        lines.append("is sent by the secondary account")
    if not isinstance(call, Scenario):
        allowed = _listed(merged.allowed) or "from 200 to 299"
        lines.append(f"must be answered with status {allowed}")
    yield from (f"     {line}" for line in lines)


def _beside(call: ScenarioCall) -> Iterator[str]:
    """Yield the parameters that are ignored because a canned request has its own."""
    for item in call.parameters if call.canned else ():
        yield f"`{item.text}` has no effect beside a canned request"


def _origin(call: ScenarioCall, resolved: ResolvedCall) -> str:
    base = "http-request" if resolved.call.raw else f"method {resolved.call.method}"
    canned = f"canned request {call.canned}: " if call.canned else ""
    is_setup = "" if isinstance(call, Scenario) else "set-up, "
    return f"{is_setup}{canned}{base}"


def _changes(resolved: ResolvedCall) -> Iterator[str]:
    """Yield a line for each parameter: what it does, or that it has no effect."""
    parameters = resolved.call.parameters
    used = set(map(id, found_urls(resolved)))
    used |= {id(item) for item in list(body_parameters(parameters))[:1]}
    is_json = media_type_of(resolved) == "application/json"
    for item in parameters:
        kind = item.key.kind
        has_effect = id(item) in used or kind == "header" or (kind == "json" and is_json)
        yield _change(item) if has_effect else f"`{item.text}` has no effect"


def _change(item: RequestParameter) -> str:
    what = _part(item.key)
    if isinstance(item.value, Literally) and item.value.value is None:
        return f"removes {what}"
    return f"sets {what} to {_value(item)}"


def _part(key: MemberKey) -> str:
    match key.kind:
        case "text":
            return f"`{key.name}` in the URL"
        case "url":
            return "the whole URL"
        case "header":
            return f"the header {key.name}"
        case "json":
            return f"`{key.name}` in the body"
        case "base64":
            return "the body"
        case _:
            return "the body"


def _value(item: RequestParameter) -> str:
    value = item.value
    if isinstance(value, Captured):
        return f"the captured {value.name}"
    if isinstance(value, Random):
        return f"a random name: `{value.shown()}`"
    if isinstance(value, Code):
        return f"code, which is never evaluated: `{_short(shown(value))}`"
    decoded = " (base64)" if item.key.kind == "base64" else ""
    return f"`{_short(shown(value))}`{decoded}"


def _kept(item: ScenarioCapture) -> str:
    return f"keeps {_part_of_response(item.source)} as {item.name}"


def _part_of_response(key: MemberKey) -> str:
    if key.kind == "header":
        return f"the header {key.name} of the response"
    return f"`{key.name}` of the response" if key.kind == "json" else "the body of the response"


def _expected(scenario: Scenario) -> Iterator[str]:
    yield "must be answered as its page documents"
    if scenario.allowed:
        yield f"may also be answered with status {_listed(scenario.allowed)}"
    if scenario.retried:
        yield f"is sent again if it is answered with status {_listed(scenario.retried)}"
    yield from map(_expectation, scenario.expectations)


def _expectation(item: Expected) -> str:
    value = item.node.value
    if item.key.kind not in ("json", "header", "body"):
        return f"the expectation `{item.text}` checks nothing"
    if value is None:
        return f"{_part_of_response(item.key)} may be anything"
    if isinstance(value, list):
        return f"{_part_of_response(item.key)} must be one of {_values(value)}, or all of them"
    return f"{_part_of_response(item.key)} must be {json_line(value)}"


def _values(values: Iterable[JSON]) -> str:
    return ", ".join(json_line(value) for value in values)


def _listed(numbers: Iterable[int]) -> str:
    return " or ".join(map(str, numbers))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"
