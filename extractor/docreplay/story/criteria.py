"""Whether criteria pass (Arazzo 1.1, Criterion Object)."""

import re
from collections.abc import Iterable

from docreplay.model.json.value import JSON
from docreplay.model.stories.story import Criterion
from docreplay.story import xpath
from docreplay.story.bounded import bounded
from docreplay.story.condition import holds
from docreplay.story.scope import Namespace
from docreplay.story.select import nodes
from docreplay.story.values import EvaluationError, Undefined, written

_LONG = 200
"""Characters of a condition that messages show."""
_ECMA_GROUP = re.compile(r"\(\?<(?![=!])")
"""A named group as ECMA-262 writes it; `re` writes `(?P<name>`."""


def failure_of(criterion: Criterion, scope: Namespace) -> str:
    """Return why a criterion fails, or `""` if it passes; one that cannot be evaluated fails."""
    shown = criterion.condition
    shown = shown if len(shown) <= _LONG else f"{shown[:_LONG]}…"
    try:
        if _passes(criterion, scope):
            return ""
        return f"`{shown}` is not true{_about(criterion, scope)}"
    except (EvaluationError, Undefined) as error:
        return f"`{shown}` cannot be evaluated: {error}"


def all_pass(criteria: Iterable[Criterion], scope: Namespace) -> bool:
    """Return True if every criterion passes."""
    return not any(failure_of(criterion, scope) for criterion in criteria)


def _passes(criterion: Criterion, scope: Namespace) -> bool:
    if criterion.type == "simple":
        with bounded("the condition"):
            return holds(criterion.condition, scope.value)
    context = scope.value(criterion.context)
    if context is None:
        return False
    condition = scope.text(criterion.condition)
    match criterion.type:
        case "regex":
            return _matches(condition, context)
        case "jsonpath":
            return bool(nodes(condition, context, criterion.version))
        case "xpath":
            return xpath.passes(condition, context, criterion.version)
        case other:
            raise EvaluationError(f"`{other}` is not a type of criteria")


def _matches(pattern: str, context: JSON) -> bool:
    try:
        with bounded("the regular expression"):
            found = re.compile(_ECMA_GROUP.sub("(?P<", pattern))
            return found.search(written(context)) is not None
    except (re.error, OverflowError) as error:
        raise EvaluationError(f"invalid regular expression: {error}") from error


def _about(criterion: Criterion, scope: Namespace) -> str:
    """Return what the context of a condition was, or the status that a simple one got."""
    text = criterion.context or ("$statusCode" if "$statusCode" in criterion.condition else "")
    if not text:
        return ""
    try:
        value = written(scope.value(text))
    except (EvaluationError, Undefined):
        return ""
    short = value if len(value) <= 60 else f"{value[:60]}…"
    return f" ({text} is {short})"
