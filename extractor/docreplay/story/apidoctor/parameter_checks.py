"""Report parameters, captures and expectations that have no effect, or cannot be read."""

import base64
import binascii
import re
from collections.abc import Iterator

from docreplay.model.finding import Finding
from docreplay.model.http.http import is_field_name
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON
from docreplay.model.near_names import did_you_mean
from docreplay.story.apidoctor.changes import (
    body_parameters,
    changed_target,
    media_type_of,
    text_of,
    url_parameters,
)
from docreplay.story.apidoctor.grammar import (
    Code,
    Literally,
    MemberKey,
    PathError,
    read_steps,
    written_steps,
)
from docreplay.story.apidoctor.library import ResolvedCall
from docreplay.story.apidoctor.scenario import (
    Expected,
    RequestParameter,
    ScenarioCall,
    ScenarioCapture,
)
from docreplay.story.fields import unfit_header
from docreplay.story.rules.scenario_expectation_ignored import RULE as NOT_EXPECTED
from docreplay.story.rules.scenario_expression import RULE as EXPRESSION
from docreplay.story.rules.scenario_parameter_ignored import RULE as IGNORED
from docreplay.story.rules.scenario_value_invalid import RULE as INVALID

_PLACEHOLDER = re.compile(r"\{[^{}]+\}")
_LIKE_RANDOM = re.compile(r"!?random[-_ ]?file|!random", re.IGNORECASE)
_SPECIAL = ("!url", "!body", "!body.base64")


def call_findings(call: ScenarioCall) -> Iterator[Finding]:
    """Yield what is wrong with a call whatever its request is."""
    for item in call.parameters:
        yield from _parameter(item)
    for capture in call.captures:
        yield from _capture(capture)


def _parameter(item: RequestParameter) -> Iterator[Finding]:
    kind, name = item.key.kind, item.key.name
    if isinstance(item.value, Code):
        message = f"`{item.text}` is an expression of C#, which is never evaluated"
        yield EXPRESSION.at(item.node.value_place, message)
    yield from _misspelt(item)
    if kind == "none":
        yield IGNORED.at(item.node.place, f"`{name}` has no effect{_meant(name)}")
    elif kind == "capture":
        yield IGNORED.at(item.node.place, f"`{name}` is a captured value, which cannot be set")
    elif kind == "header" and not is_field_name(name):
        yield INVALID.at(item.node.place, f"`{name}` is not a valid header name")
    elif kind == "header" and (reason := unfit_header(name, _literal(item))):
        yield INVALID.at(item.node.value_place, reason)
    elif kind == "json":
        yield from _written_path(item)
    elif kind == "base64" and not _is_base64(item):
        yield INVALID.at(item.node.value_place, "the value is not base64 (RFC 4648)")


def _literal(item: RequestParameter) -> str:
    return text_of(item.value.value) if isinstance(item.value, Literally) else ""


def _misspelt(item: RequestParameter) -> Iterator[Finding]:
    """Yield a value that was probably meant to be a random name, and is sent as it is."""
    value = item.node.value
    is_text = isinstance(value, str) and isinstance(item.value, Literally)
    if is_text and _LIKE_RANDOM.match(str(value)):
        message = f"`{value}` is sent as it is (did you mean `!random-filename!`?)"
        yield IGNORED.at(item.node.value_place, message)


def _meant(name: str) -> str:
    """Return what a key without meaning was probably meant to be."""
    near = did_you_mean(name, _SPECIAL)
    if near or not is_field_name(name):
        return near
    if f"!{name.lower()}" in _SPECIAL:
        return f" (did you mean `!{name.lower()}`?)"
    if name[0].isupper():
        return f" (did you mean the header `{name}:`?)"
    return f" (did you mean `{{{name}}}`, `{name}:` or `$.{name}`?)"


def _written_path(item: RequestParameter) -> Iterator[Finding]:
    try:
        if written_steps(item.text) != read_steps(item.text):
            message = f"the index at the end of `{item.text}` is ignored: the array is replaced"
            yield IGNORED.at(item.node.place, message)
    except PathError as error:
        yield INVALID.at(item.node.place, str(error))


def _is_base64(item: RequestParameter) -> bool:
    value = item.value
    if not isinstance(value, Literally):
        return True  # known when the scenario runs
    try:
        base64.b64decode("".join(text_of(value.value).split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _capture(item: ScenarioCapture) -> Iterator[Finding]:
    if not (item.name.startswith("[") and item.name.endswith("]") and len(item.name) > 2):
        yield INVALID.at(item.node.place, f"`{item.name}` must be in brackets: `[{item.name}]`")
    yield from _source(item.source, item)


def _source(key: MemberKey, item: ScenarioCapture) -> Iterator[Finding]:
    if key.kind == "json":
        try:
            read_steps(key.name)
        except PathError as error:
            yield INVALID.at(item.node.value_place, str(error))
    elif key.kind not in ("header", "body"):
        message = f"`{item.node.value}` must be a path (`$.id`), a header (`Location:`) or `!body`"
        yield INVALID.at(item.node.value_place, message)


def expectation_findings(item: Expected) -> Iterator[Finding]:
    """Yield why an expectation checks nothing, if so."""
    if item.key.kind not in ("json", "header", "body"):
        yield NOT_EXPECTED.at(item.node.place, f"`{item.text}` is never checked{_part(item.text)}")
    elif item.node.value is None:
        yield NOT_EXPECTED.at(item.node.place, f"every response meets `{item.text}`: null")
    elif not _is_comparable(item.node.value):
        message = f"`{item.text}` expects objects or nested arrays, which cannot be compared"
        yield NOT_EXPECTED.at(item.node.value_place, message)
    elif item.key.kind == "json":
        try:
            read_steps(item.text)
        except PathError as error:
            yield INVALID.at(item.node.place, str(error))


def _part(text: str) -> str:
    if text.startswith(("!", "{", "[")) or not is_field_name(text):
        return did_you_mean(text, ("!body",))
    is_header = text[0].isupper()
    meant = f"{text}:" if is_header else f"$.{text}"
    return f" (did you mean `{meant}`?)"


def _is_comparable(value: JSON) -> bool:
    items = value if isinstance(value, list) else [value]
    return not any(isinstance(item, dict | list) for item in items)


def request_findings(resolved: ResolvedCall) -> Iterator[Finding]:
    """Yield the parameters that do not change the request that they are for."""
    yield from _texts_not_found(resolved)
    bodies = list(body_parameters(resolved.call.parameters))
    for item in bodies[1:]:
        message = f"`{item.text}` is ignored: `{bodies[0].text}` sets the body"
        yield IGNORED.at(item.node.place, message)
    paths = [item for item in resolved.call.parameters if item.key.kind == "json"]
    why = _why_not_json(resolved, bodies) if paths else ""
    yield from _headers_not_found(resolved)
    for item in paths if why else ():
        yield IGNORED.at(item.node.place, f"`{item.text}` is ignored: {why}")


def _headers_not_found(resolved: ResolvedCall) -> Iterator[Finding]:
    """Yield the headers that are removed and that the request does not have."""
    names = {header.name.lower() for header in resolved.request.headers}
    for item in resolved.call.parameters:
        is_removed = item.key.kind == "header" and item.node.value is None
        if is_removed and item.key.name.lower() not in names:
            message = f"`{item.text}` is removed, and the request does not have it"
            yield IGNORED.at(item.node.place, message)


def _texts_not_found(resolved: ResolvedCall) -> Iterator[Finding]:
    """Yield the placeholders that the URL does not have when their turn comes."""
    target, is_known = resolved.request.target, True
    items = list(url_parameters(resolved.call.parameters))
    for index, item in enumerate(items):
        name = item.key.name
        if item.key.kind == "text" and is_known and name not in target:
            near = did_you_mean(name, _PLACEHOLDER.findall(target))
            message = f"`{name}` does not occur in `{target}`{near}"
            yield IGNORED.at(item.node.place, message)
        elif item.key.kind == "text" and any(later.key.kind == "url" for later in items[index:]):
            yield IGNORED.at(item.node.place, f"`{name}` is ignored: `!url` below replaces the URL")
        target = changed_target(target, item)
        is_known = is_known and isinstance(item.value, Literally)


def _why_not_json(resolved: ResolvedCall, bodies: list[RequestParameter]) -> str:
    """Return why a path cannot be set in the body, or `""`."""
    named = media_type_of(resolved)
    if named != "application/json":
        kind = f"is `{named}`" if named else "is not declared"
        return f"the Content-Type of the request {kind}, not `application/json`"
    if bodies:
        value = bodies[0].value
        is_known = isinstance(value, Literally) and bodies[0].key.kind == "body"
        text = text_of(value.value) if isinstance(value, Literally) and is_known else "{}"
    else:
        text = resolved.request.body.text if resolved.request.body else ""
    return "" if _is_json(text) else "the body of the request is not a JSON object"


def _is_json(text: str) -> bool:
    try:
        return isinstance(read_json(text).value, dict | list)
    except JsonError:
        return False
