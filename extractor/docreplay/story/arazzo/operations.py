"""The operation of a step: a documented case, an operation of OpenAPI, or another workflow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from docreplay.model.json.value import JSON, steps
from docreplay.model.near_names import did_you_mean
from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import CaseCall, Operation, RawCall, StoryCall
from docreplay.story.arazzo.references import Components, Source, target_story
from docreplay.story.node import StoryNode

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
CASE, ORIGIN = "x-docreplay-case", "x-docreplay-origin"


@dataclass(frozen=True, slots=True)
class Cases:
    """The documented cases, as far as operations can name them."""

    ids: frozenset[str] = frozenset()
    by_operation: Callable[[str, str], str] = lambda _method, _path: ""
    """Return the id of the case of a method and a path template, or `""`."""


def operation_of(node: StoryNode, components: Components, cases: Cases) -> Operation | None:
    """Return the operation of a step; what does not exist is reported.

    `x-docreplay-case` names one of several cases with the same operation; false says that the
    request is the document's own. `x-docreplay-origin` is a host of its own.
    """
    found = _operation_of(node, components, cases)
    named = node.get(CASE)
    if named is None or isinstance(found, StoryCall) or found is None:
        return _on_host(node, found)
    if named.value is False:
        return _on_host(node, _own(node, components, found))
    case = node.string(CASE, required=True)
    if case and case not in cases.ids:
        node.report(f"unknown case `{case}`{did_you_mean(case, cases.ids)}", CASE)
    path = found.path if isinstance(found, CaseCall) else found.target
    return CaseCall(case=case, path=path) if case in cases.ids else None


def _on_host(node: StoryNode, found: Operation | None) -> Operation | None:
    origin = node.string(ORIGIN)
    if not origin or not isinstance(found, RawCall):
        return found
    return replace(found, target=f"{origin}{found.target}")


def _own(node: StoryNode, components: Components, found: Operation) -> Operation | None:
    """Return the request of an operation, though a page documents it."""
    return _operation_of(node, components, Cases()) if isinstance(found, CaseCall) else found


def _operation_of(node: StoryNode, components: Components, cases: Cases) -> Operation | None:
    kinds = ("operationId", "operationPath", "workflowId", "channelPath")
    kind = node.exclusive(kinds, required=True)
    if kind == "workflowId":
        return StoryCall(story=target_story(node, "workflowId", components))
    if kind == "operationId":
        return _by_id(node, components, cases)
    if kind == "operationPath":
        return _by_path(node, components, cases)
    if kind:
        node.report("steps with messages (AsyncAPI) are not supported", kind)
    return None


def _by_id(node: StoryNode, components: Components, cases: Cases) -> Operation | None:
    text = node.string("operationId", required=True)
    expression = read_expression(text)
    callable_ = [s for s in components.sources.values() if s.kind != "arazzo"]
    if expression is not None and expression.kind == "sourceDescriptions":
        callable_ = [source for source in callable_ if source.name == expression.owner]
        if not callable_:
            hint = did_you_mean(expression.owner, components.sources)
            node.report(f"unknown source description `{expression.owner}`{hint}", "operationId")
            return None
        text = expression.name
    elif len(callable_) > 1:
        node.report(
            "with several source descriptions, `operationId` must name one:"
            " `$sourceDescriptions.NAME.OPERATION`",
            "operationId",
        )
    for source in callable_:
        if found := _named(source, text, cases):
            return found
    known = [name for source in callable_ for name in _ids(source, cases)]
    node.report(f"unknown operation `{text}`{did_you_mean(text, known)}", "operationId")
    return None


def _ids(source: Source, cases: Cases) -> Iterator[str]:
    if source.kind == "cases":
        yield from cases.ids
    for _, _, operation in _operations(source.content):
        yield str(operation.get("operationId", ""))


def _named(source: Source, name: str, cases: Cases) -> Operation | None:
    if source.kind == "cases":
        return CaseCall(case=name) if name in cases.ids else None
    for method, path, operation in _operations(source.content):
        if operation.get("operationId") == name:
            if name in cases.ids:
                return CaseCall(case=name, path=_base_path(source.content) + path)
            return _operation(source, method, path, cases)
    return None


def _by_path(node: StoryNode, components: Components, cases: Cases) -> Operation | None:
    """Return the operation of `{$sourceDescriptions.NAME.url}#/paths/~1a/get`."""
    text = node.string("operationPath", required=True)
    reference, _, fragment = text.partition("#")
    expression = read_expression(reference.removeprefix("{").removesuffix("}"))
    is_url = expression is not None and expression.kind == "sourceDescriptions"
    source = components.sources.get(expression.owner) if expression and is_url else None
    way = steps(fragment)
    if source is None or len(way) != 3 or way[0] != "paths":
        node.report(
            "`operationPath` must be `{$sourceDescriptions.NAME.url}#/paths/…/METHOD`",
            "operationPath",
        )
        return None
    is_known = source.kind == "cases" or any(
        (method, path) == (way[2], way[1]) for method, path, _ in _operations(source.content)
    )
    found = _operation(source, way[2], way[1], cases) if is_known else None
    if found is None:
        node.report(f"`{fragment}` does not exist in `{source.name}`", "operationPath")
    return found


def _operation(source: Source, method: str, path: str, cases: Cases) -> Operation | None:
    """Return the documented case of a method and a path, else a request of its own."""
    base = _base_path(source.content)
    case = cases.by_operation(method.upper(), base + path) or cases.by_operation(
        method.upper(), path
    )
    if case:
        return CaseCall(case=case, path="" if source.kind == "cases" else base + path)
    if source.kind == "cases":
        return None
    declared = _media_type(source.content, method, path)
    headers = (("Content-Type", declared),) if declared else ()
    return RawCall(method=method.upper(), target=base + path, headers=headers)


def _media_type(content: JSON, method: str, path: str) -> str:
    """Return the first media type of an operation's body, or `""`; a range is none."""
    wanted = (item for verb, at, item in _operations(content) if (verb, at) == (method, path))
    body = next(wanted, {}).get("requestBody")
    reference = body.get("$ref") if isinstance(body, dict) else None
    if isinstance(reference, str) and reference.startswith("#/"):
        body = content
        for step in steps(reference[1:]):
            body = body.get(step) if isinstance(body, dict) else None
    types = body.get("content") if isinstance(body, dict) else None
    first = next(iter(types), "") if isinstance(types, dict) else ""
    return "" if "*" in first else first


def _operations(content: JSON) -> Iterator[tuple[str, str, Mapping[str, JSON]]]:
    paths = content.get("paths") if isinstance(content, dict) else None
    for path, item in (paths if isinstance(paths, dict) else {}).items():
        members = item if isinstance(item, dict) else {}
        more = members.get("additionalOperations")  # OpenAPI 3.2, Path Item Object
        named = ((key, value) for key, value in members.items() if key in _METHODS)
        for method, operation in (*named, *(more.items() if isinstance(more, dict) else ())):
            if isinstance(operation, dict):
                yield method, path, operation


def _base_path(content: JSON) -> str:
    """Return the path of the first server; its host is that of the base URL instead."""
    servers = content.get("servers") if isinstance(content, dict) else None
    first = servers[0] if isinstance(servers, list) and servers else None
    url = first.get("url") if isinstance(first, dict) else None
    return urlsplit(url).path.rstrip("/") if isinstance(url, str) else ""
