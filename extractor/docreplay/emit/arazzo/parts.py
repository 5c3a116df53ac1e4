"""Criteria, actions and outputs as Arazzo writes them."""

import re
from collections.abc import Callable, Iterable, Iterator

from docreplay.emit.arazzo.values import ValueWriter, selected
from docreplay.model.case import Case
from docreplay.model.json.value import JSON
from docreplay.model.stories.runtime_expression import read_expression
from docreplay.model.stories.story import (
    Action,
    Capture,
    Criterion,
    Parameter,
    Selector,
    Step,
    StoryCall,
    Template,
)

Naming = Callable[[str], str]
"""Returns the name by which a document refers to the story of a key."""
_PLAIN = re.compile(r"[$\w.#/~%-]+")


def criteria(found: Iterable[Criterion]) -> list[JSON]:
    """Return Criterion Objects, each once."""
    made: list[JSON] = []
    for item in found:
        one: dict[str, JSON] = {"context": item.context} if item.context else {}
        one["condition"] = item.condition
        if item.type != "simple":
            typed: JSON = {"type": item.type, "version": item.version}
            one["type"] = typed if item.version else item.type
        if one not in made:
            made.append(one)
    return made


def success(step: Step, case: Case | None) -> Iterator[Criterion]:
    """Yield the criteria of a step, also those that its documented case implies.

    Without any, other tools take each response for a success, and a missing output too.
    """
    own = step.success_criteria
    if not isinstance(step.operation, StoryCall):
        is_named = any("$statusCode" in item.condition + item.context for item in own)
        is_compared = case is not None and step.is_judged
        if not is_named and (is_compared or not own):
            yield Criterion(condition=_status(step, case))
    yield from own
    for capture in step.outputs:
        if not capture.is_optional and (found := _required(capture)):
            yield found


def _status(step: Step, case: Case | None) -> str:
    """Return the condition for the status of a step that says nothing about it itself."""
    documented = case.expectation.status if case else None
    expected = ([documented] if documented else []) + [*step.statuses]
    is_open = not (case and step.is_judged) and (documented is None or documented < 400)
    if expected and not is_open:
        return _any_of(expected)
    above = _any_of(status for status in step.statuses if status >= 400)
    return f"$statusCode < 400 || {above}" if above else "$statusCode < 400"


def _any_of(statuses: Iterable[int]) -> str:
    return " || ".join(f"$statusCode == {status}" for status in dict.fromkeys(statuses))


def _required(capture: Capture) -> Criterion | None:
    """Return the criterion that there is a value: an output may be missing in Arazzo."""
    source = capture.source
    found: JSON = source.value if isinstance(source, Template) else None
    if isinstance(source, Selector):
        found = selected(source)
        if not isinstance(found, str) and source.type != "jsonpointer":
            return Criterion(
                condition=source.selector,
                context=source.context,
                type=source.type,
                version=source.version,
            )
    if not isinstance(found, str):
        return None
    expression = found if _PLAIN.fullmatch(found) else f"{{{found}}}"
    return Criterion(condition=f"{expression} != null")


def outputs(captures: Iterable[Capture], values: ValueWriter) -> dict[str, JSON]:
    """Return the outputs of a step or a workflow by their names; a constant is an input."""
    found: dict[str, JSON] = {}
    for item in captures:
        value = values.operand(item.source)
        is_expression = isinstance(value, str) and read_expression(value) is not None
        is_selector = isinstance(item.source, Selector)
        found[item.name] = value if is_expression or is_selector else values.inputs.literal(value)
    return found


def inputs(parameters: Iterable[Parameter], values: ValueWriter) -> list[JSON]:
    """Return the parameters for a story that is called."""
    return [
        {"name": item.name, "value": values.operand(item.value)}
        for item in parameters
        if item.value is not None
    ]


def actions(found: Iterable[Action], values: ValueWriter, name_of: Naming) -> list[JSON]:
    """Return Action Objects, whose names are unique."""
    made: list[JSON] = []
    names: set[str] = set()
    for item in found:
        number, name = 1, item.name or item.type
        while name in names:
            number += 1
            name = f"{item.name or item.type}-{number}"
        names.add(name)
        made.append(_action(item, name, values, name_of))
    return made


def _action(action: Action, name: str, values: ValueWriter, name_of: Naming) -> JSON:
    found: dict[str, JSON] = {"name": name, "type": action.type}
    if action.step:
        found["stepId"] = action.step
    if action.story:
        found["workflowId"] = name_of(action.story)
    if action.parameters:
        found["parameters"] = inputs(action.parameters, values)
    if action.type == "retry":
        seconds = action.retry_after
        found["retryAfter"] = int(seconds) if seconds.is_integer() else seconds
        found["retryLimit"] = action.retry_limit
    if action.criteria:
        found["criteria"] = criteria(action.criteria)
    return found
