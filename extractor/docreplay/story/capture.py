"""Keep values of a response, or of a whole story, under names (Arazzo 1.1, `outputs`)."""

from collections.abc import Iterable
from dataclasses import replace

from docreplay.model.json.value import JSON
from docreplay.model.story import Capture
from docreplay.story.scope import Namespace
from docreplay.story.values import EvaluationError, Undefined


def captured(
    captures: Iterable[Capture], scope: Namespace, *, is_story: bool = False
) -> tuple[dict[str, JSON], str]:
    """Return the values of captures, and why one that is required has none, or `""`."""
    found: dict[str, JSON] = {}
    failure = ""
    for capture in captures:
        own = replace(scope, outputs={**scope.outputs, **found}) if is_story else scope
        try:
            found[capture.name] = own.operand(capture.source)
        except (Undefined, EvaluationError) as error:
            if not capture.is_optional and not failure:
                failure = f"cannot capture `{capture.name}`: {error}"
    return found, failure
