"""Keep values of a response, or of a whole story, under names (Arazzo 1.1, `outputs`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docreplay.model.json.value import JSON
from docreplay.model.stories.story import Capture
from docreplay.story.bounded import confined
from docreplay.story.scope import Namespace
from docreplay.story.values import EvaluationError, Undefined


def captured(
    captures: Iterable[Capture],
    scope: Namespace,
    *,
    is_story: bool = False,
    others: Sequence[Namespace] = (),
) -> tuple[dict[str, JSON], str]:
    """Return the values of captures, and why one that is required has none, or `""`.

    What has no value in `scope` is evaluated in the first of the `others` in which it has one.
    """
    found: dict[str, JSON] = {}
    failure = ""
    for capture in captures:
        own = replace(scope, outputs={**scope.outputs, **found}) if is_story else scope
        try:
            with confined(f"`{capture.name}`"):
                found[capture.name] = own.operand(capture.source)
        except (Undefined, EvaluationError) as error:
            is_found = _captured_in(others, capture, found)
            if not (is_found or capture.is_optional or failure):
                failure = f"cannot capture `{capture.name}`: {error}"
    return found, failure


def _captured_in(scopes: Iterable[Namespace], capture: Capture, found: dict[str, JSON]) -> bool:
    """Keep the value that a capture has in one of the scopes; return False if it has none."""
    for scope in scopes:
        try:
            found[capture.name] = scope.operand(capture.source)
        except (Undefined, EvaluationError):
            continue
        return True
    return False
