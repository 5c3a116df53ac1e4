"""What the parameters of a scenario make of a request, as far as that is known before it is sent.

API Doctor changes the URL first, in the order of the file; then headers; then the body; then
places in a JSON body (annotation-dialect.md §2.8). Captured values are shown as `[name]`.
"""

from collections.abc import Iterable, Iterator

from docreplay.model.http.http import declared_type
from docreplay.model.json.value import JSON, json_line
from docreplay.story.apidoctor.grammar import Captured, Code, Random, Value
from docreplay.story.apidoctor.library import ResolvedCall
from docreplay.story.apidoctor.scenario import RequestParameter


def text_of(value: JSON) -> str:
    """Return a literal value as text; null is nothing."""
    if isinstance(value, str):
        return value
    return "" if value is None else json_line(value)


def shown(value: Value) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, Captured):
        return value.name
    if isinstance(value, Random):
        return value.shown()
    return f"#{value.text}" if isinstance(value, Code) else text_of(value.value)


def url_parameters(parameters: Iterable[RequestParameter]) -> Iterator[RequestParameter]:
    """Yield the parameters that change the URL, in the order in which they do."""
    return (item for item in parameters if item.key.kind in ("url", "text"))


def target_of(resolved: ResolvedCall) -> str:
    """Return the request target after the parameters."""
    target = resolved.request.target
    for item in url_parameters(resolved.call.parameters):
        target = changed_target(target, item)
    return target


def changed_target(target: str, parameter: RequestParameter) -> str:
    """Return a request target after one parameter."""
    value = shown(parameter.value)
    return value if parameter.key.kind == "url" else target.replace(parameter.key.name, value)


def request_line(resolved: ResolvedCall) -> str:
    """Return the method and the target after the parameters: `GET /photos/[photo-id]`."""
    return f"{resolved.request.method} {target_of(resolved)}"


def media_type_of(resolved: ResolvedCall) -> str:
    """Return the media type of the request after the parameters, or `""`."""
    headers = [(item.name, item.value) for item in resolved.request.headers]
    for item in resolved.call.parameters:
        if item.key.kind == "header" and item.key.name.lower() == "content-type":
            headers = [("Content-Type", shown(item.value))]
    return declared_type(headers)


def body_parameters(parameters: Iterable[RequestParameter]) -> Iterator[RequestParameter]:
    """Yield the parameters that replace the whole body; only the first has an effect."""
    return (item for item in parameters if item.key.kind in ("body", "base64"))


def effective_urls(parameters: Iterable[RequestParameter]) -> list[RequestParameter]:
    """Return the parameters of the URL without those that a later `!url` makes void."""
    found = list(url_parameters(parameters))
    whole = [index for index, item in enumerate(found) if item.key.kind == "url"]
    return found[whole[-1] :] if whole else found


def found_urls(resolved: ResolvedCall) -> Iterator[RequestParameter]:
    """Yield the parameters that change the URL: the texts of the others do not occur in it."""
    target = resolved.request.target
    for item in effective_urls(resolved.call.parameters):
        if item.key.kind == "url" or item.key.name in target or target.startswith("["):
            yield item
        target = changed_target(target, item)
