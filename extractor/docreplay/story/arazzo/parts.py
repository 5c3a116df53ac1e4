"""Parts of an Arazzo document: parameters, criteria, actions, bodies and outputs."""

from collections.abc import Iterator
from typing import get_args

from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import (
    Action,
    ActionType,
    Capture,
    Criterion,
    Operand,
    Parameter,
    ParameterPlace,
    Payload,
    RandomName,
    Replacement,
    Selector,
    SelectorType,
    Template,
)
from docreplay.story.arazzo.references import Components, target_story
from docreplay.story.node import StoryNode, duplicates
from docreplay.story.scope import selector_in

NAME = r"[a-zA-Z0-9._-]+"
_PLACES: tuple[ParameterPlace, ...] = ("path", "query", "querystring", "header", "cookie")
_VERSIONS = {
    "jsonpath": ("rfc9535", "draft-goessner-dispatch-jsonpath-00"),
    "xpath": ("xpath-31", "xpath-30", "xpath-20", "xpath-10"),
    "jsonpointer": ("rfc6901",),
}
RANDOM = "x-docreplay-random"
"""Extension of an input: a new name for each run, which starts with this text."""
RANDOM_SUFFIX = "x-docreplay-random-suffix"
"""What it ends with."""
BASE64 = "x-docreplay-base64"
"""Extension of a body: whether the payload is the base64 text of the bytes to send."""
REMOVED = "x-docreplay-remove"
"""Extension of a replacement: whether the member is removed."""


def operand(node: StoryNode) -> Operand:
    """Return a value: a constant, an expression, or a Selector Object."""
    if isinstance(node.value, dict):
        selector = selector_in(node.value)
        if selector is not None:
            _known_version(node.get("type"))
            return selector
    return Template(value=node.value)


def parameters(node: StoryNode, components: Components, *, to_story: bool) -> tuple[Parameter, ...]:
    """Return the parameters of a workflow, a step or an action; `to_story` if they are inputs."""
    found = [
        (item, _parameter(components.resolved(item, "parameters"), item, to_story=to_story))
        for item in node.items("parameters")
    ]
    known = [(f"{made.place} {made.name}", item) for item, made in found if made]
    duplicates(known, "parameter")
    places = {made.place for _, made in found if made}
    if {"query", "querystring"} <= places:
        node.report("`query` and `querystring` parameters exclude each other", "parameters")
    return tuple(made for _, made in found if made)


def _parameter(node: StoryNode | None, written: StoryNode, *, to_story: bool) -> Parameter | None:
    if node is None or not node.allow(("name", "in", "value"), extensions=True):
        return None
    name, place = node.string("name", required=True), node.string("in")
    value = written.get("value") if written.has("reference") else None
    value = value or node.get("value")
    if value is None:
        node.report("missing `value`")
        return None
    if place and place not in _PLACES:
        node.report(f"`in` must be one of {', '.join(_PLACES)} (got `{place}`)", "in")
        return None
    if not place and not to_story:
        node.report("missing `in`")
        return None
    where: ParameterPlace = next(item for item in _PLACES if item == place) if place else "input"
    return Parameter(place="input" if to_story else where, name=name, value=operand(value))


def criteria(node: StoryNode, key: str) -> tuple[Criterion, ...]:
    """Return the criteria in a list."""
    found = tuple(filter(None, map(_criterion, node.items(key))))
    if node.has(key) and node.get(key) is not None and not found and key == "successCriteria":
        node.report("`successCriteria` must have at least one criterion", key)
    return found


def _criterion(node: StoryNode) -> Criterion | None:
    if not node.allow(("context", "condition", "type"), extensions=True):
        return None
    kind, version = typed(node, "type", ("simple", "regex", "jsonpath", "xpath"))
    context = node.string("context")
    if kind not in (None, "simple") and not context:
        node.report(f"a `{kind}` criterion needs a `context`")
    if context and read_expression(context) is None:
        node.report(f"`{context}` is not a runtime expression", "context")
    return Criterion(
        condition=node.string("condition", required=True),
        context=context,
        type=kind or "simple",
        version=version,
        location=node.location,
    )


def typed(node: StoryNode, key: str, allowed: tuple[str, ...]) -> tuple[SelectorType | None, str]:
    """Return the type of an expression and its version, of a name or an Expression Type Object."""
    found = node.get(key)
    if found is None:
        return None, ""
    name, version = found.value, ""
    if isinstance(name, dict):
        found.allow(("type", "version"), extensions=True)
        name, version = found.string("type", required=True), found.string("version", required=True)
        _known_version(found)
        if not name:
            return None, ""
    if name not in allowed:
        found.report(f"`{key}` must be one of {', '.join(allowed)} (got `{name}`)")
        return None, ""
    return next(item for item in get_args(SelectorType) if item == name), version


def _known_version(node: StoryNode | None) -> None:
    if node is None or not isinstance(node.value, dict):
        return
    kind, version = node.string("type"), node.string("version")
    if version and kind in _VERSIONS and version not in _VERSIONS[kind]:
        node.report(f"`version` of {kind} must be one of {', '.join(_VERSIONS[kind])}", "version")


def actions(node: StoryNode, key: str, components: Components) -> tuple[Action, ...]:
    """Return the actions in a list; those after a failure may be retries."""
    is_failure = key in ("onFailure", "failureActions")
    kind = "failureActions" if is_failure else "successActions"
    found = [
        (item, _action(made, components, is_failure=is_failure))
        for item in node.items(key)
        if (made := components.resolved(item, kind)) is not None
    ]
    duplicates(((action.name, item) for item, action in found if action), "action")
    return tuple(action for _, action in found if action)


def _action(node: StoryNode, components: Components, *, is_failure: bool) -> Action | None:
    own = ("retryAfter", "retryLimit") if is_failure else ()
    keys = ("name", "type", "workflowId", "stepId", "parameters", "criteria", *own)
    if not node.allow(keys, extensions=True):
        return None
    types: tuple[ActionType, ...] = ("end", "goto", "retry") if is_failure else ("end", "goto")
    kind = node.string("type", required=True)
    if kind not in types:
        if kind:
            node.report(f"`type` must be one of {', '.join(types)} (got `{kind}`)", "type")
        return None
    target = node.exclusive(("stepId", "workflowId"), required=kind == "goto")
    limit = node.number("retryLimit", whole=True)
    for item in node.items("parameters"):
        if item.has("in"):
            item.report("`in` must not be used in the parameters of an action", "in")
    return Action(
        name=node.string("name", required=True),
        type=next(item for item in types if item == kind),
        step=node.string("stepId") if target == "stepId" else "",
        story=target_story(node, "workflowId", components) if target == "workflowId" else "",
        parameters=parameters(node, components, to_story=True),
        criteria=criteria(node, "criteria"),
        retry_after=node.number("retryAfter") or 0.0,
        retry_limit=1 if limit is None else int(limit),
    )


def payload(node: StoryNode) -> Payload | None:
    """Return the request body of a step, or None."""
    found = node.get("requestBody")
    keys = ("contentType", "payload", "replacements")
    if found is None or not found.allow(keys, extensions=True):
        return None
    content = found.get("payload")
    return Payload(
        content=operand(content) if content is not None else None,
        media_type=found.string("contentType"),
        replacements=tuple(_replacements(found)),
        is_base64=found.flag(BASE64, default=False),
    )


def _replacements(node: StoryNode) -> Iterator[Replacement]:
    for item in node.items("replacements"):
        if not item.allow(("target", "targetSelectorType", "value"), extensions=True):
            continue
        kind, version = typed(item, "targetSelectorType", tuple(_VERSIONS))
        value = item.get("value")
        if value is None:
            item.report("missing `value`")
            continue
        target = item.get("target")
        text = target.value if target is not None and isinstance(target.value, str) else None
        if text is None:
            item.report("missing `target`")
            continue
        made = None if item.flag(REMOVED, default=False) else operand(value)
        yield Replacement(target=text, value=made, type=kind, version=version)


def outputs(node: StoryNode) -> tuple[Capture, ...]:
    """Return the outputs of a step or workflow; one whose value does not exist is left out."""
    found = node.get("outputs")
    if found is None:
        return ()
    captures = []
    for name, item in found.members():
        item.matching(name, NAME)
        source = operand(item)
        is_expression = isinstance(item.value, str) and read_expression(item.value)
        if not is_expression and not isinstance(source, Selector):
            item.report(f"output `{name}` must be a runtime expression or a Selector Object")
            continue
        captures.append(Capture(name=name, source=source, is_optional=True))
    return tuple(captures)


def random_name(schema: StoryNode) -> RandomName | None:
    """Return the new name that an input has by default, or None."""
    if not schema.has(RANDOM):
        return None
    return RandomName(prefix=schema.string(RANDOM), suffix=schema.string(RANDOM_SUFFIX))
