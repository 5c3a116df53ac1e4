"""Parts of a story file: values, conditions, captures and actions."""

import re
from collections.abc import Iterator
from typing import get_args

from docreplay.model.http.http import is_field_name
from docreplay.model.json.path import JsonPathError, find
from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import (
    Action,
    ActionType,
    Capture,
    Criterion,
    Operand,
    Parameter,
    Selector,
    SelectorType,
    Template,
    story_key,
)
from docreplay.story.file.keys import TABLES
from docreplay.story.node import StoryNode

_JSON_PATH = re.compile(r"\$(?:[.\[].*)?", re.DOTALL)


def operand(node: StoryNode) -> Operand:
    """Return a value, whose texts may be or contain runtime expressions."""
    return Template(value=node.value)


def statuses(node: StoryNode, key: str) -> tuple[int, ...]:
    """Return a status, or several."""
    found = node.get(key)
    if found is None:
        return ()
    values = found.value if isinstance(found.value, list) else [found.value]
    valid = [value for value in values if isinstance(value, int) and 100 <= value <= 599]
    if len(valid) != len(values) or not valid:
        found.report(f"`{key}` must be a status code, or several (100 to 599)")
    return tuple(valid)


def criteria(node: StoryNode, key: str) -> tuple[Criterion, ...]:
    """Return conditions: texts, or tables."""
    return tuple(filter(None, map(_criterion, node.items(key))))


def _criterion(node: StoryNode) -> Criterion | None:
    if isinstance(node.value, str):
        return Criterion(condition=node.value, location=node.location)
    if not node.allow(TABLES["criterion"].keys):
        return None
    kind = _type(node, ("simple", "regex", "jsonpath", "xpath")) if node.has("type") else "simple"
    context = node.string("context")
    if kind != "simple" and not context:
        context = "$response.body"
    if context and read_expression(context) is None:
        node.report(f"`{context}` is not a runtime expression", "context")
    return Criterion(
        condition=node.string("condition", required=True),
        context=context,
        type=kind,
        version=node.string("version"),
        location=node.location,
    )


def _type(node: StoryNode, allowed: tuple[SelectorType, ...]) -> SelectorType:
    name = node.string("type", required=True)
    if name not in allowed:
        node.report(f"`type` must be one of {', '.join(allowed)} (got `{name}`)", "type")
        return allowed[0]
    return next(item for item in get_args(SelectorType) if item == name)


def captures(node: StoryNode, key: str) -> tuple[Capture, ...]:
    """Return values to keep, by their names."""
    found = node.get(key)
    made = []
    for name, item in found.members() if found else ():
        item.matching(name, r"[A-Za-z0-9_.-]+")
        made.append(_capture(name, item))
    return tuple(filter(None, made))


def _capture(name: str, node: StoryNode) -> Capture | None:
    if isinstance(node.value, str):
        source = captured_from(node.value)
        if isinstance(source, str):
            node.report(source)
            return None
        return Capture(name=name, source=source)
    if not node.allow(TABLES["capture"].keys):
        return None
    selector = Selector(
        context=node.string("context") or "$response.body",
        selector=node.string("selector", required=True),
        type=_type(node, ("jsonpath", "xpath", "jsonpointer")),
        version=node.string("version"),
    )
    return Capture(name=name, source=selector, is_optional=node.flag("optional", default=False))


def captured_from(text: str) -> Operand | str:
    """Return the source that `$.id`, `ETag:` or an expression is, or why it is none of them."""
    if read_expression(text):
        return Template(value=text)
    if text.endswith(":") and is_field_name(text[:-1]):
        return Template(value=f"$response.header.{text[:-1]}")
    if not _JSON_PATH.fullmatch(text):
        return f"`{text}` must be a JSON Path, a header with a colon, or a runtime expression"
    try:
        find(text, None)
    except JsonPathError as error:
        return str(error)
    return Selector(context="$response.body", selector=text, type="jsonpath")


def actions(node: StoryNode, key: str) -> tuple[Action, ...]:
    """Return the actions after a step."""
    return tuple(
        filter(None, (_action(item, number) for number, item in enumerate(node.items(key), 1)))
    )


def _action(node: StoryNode, number: int) -> Action | None:
    if not node.allow(TABLES["action"].keys):
        return None
    kind = node.exclusive(TABLES["action"].one_of, required=True)
    story = node.string("goto-story")
    inputs = node.get("inputs")
    types: dict[str, ActionType] = {"end": "end", "goto": "goto", "goto-story": "goto"}
    return Action(
        name=node.string("name") or f"action-{number}",
        type=types.get(kind, "end"),
        step=node.string("goto"),
        story=story if not story or "#" in story else story_key(node.text.path, story),
        parameters=tuple(
            Parameter(place="input", name=name, value=operand(item))
            for name, item in (inputs.members() if inputs else ())
        ),
        criteria=criteria(node, "if"),
    )


def retries(node: StoryNode) -> Iterator[Action]:
    """Yield the action that sends a request again."""
    found = node.get("retry")
    if found is None or not found.allow(TABLES["retry"].keys):
        return
    expected = statuses(found, "status")
    conditions = criteria(found, "if")
    if expected:
        text = " || ".join(f"$statusCode == {status}" for status in expected)
        conditions = (Criterion(condition=text, location=found.location), *conditions)
    limit = found.number("limit", whole=True)
    yield Action(
        name="retry",
        type="retry",
        criteria=conditions,
        retry_after=found.number("after") or 0.0,
        retry_limit=1 if limit is None else int(limit),
    )
