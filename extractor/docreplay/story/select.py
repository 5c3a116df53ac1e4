"""Select a part of structured data, and set one (Arazzo 1.1, Selector and Replacement Objects)."""

import re
from collections.abc import Sequence

from docreplay.model.json.path import JsonPathError, found_in
from docreplay.model.json.value import JSON, steps
from docreplay.model.stories.story import Selector, SelectorType
from docreplay.story import xpath
from docreplay.story.bounded import at_most, bounded
from docreplay.story.values import EvaluationError, Text, Undefined, part, with_part, written

_GOESSNER = "draft-goessner-dispatch-jsonpath-00"
_LAST = re.compile(r"\[\s*\(\s*@\.length\s*-\s*(\d+)\s*\)\s*\]")
"""The script expression of the draft that counts from the end; RFC 9535 has `[-1]` for it."""


def nodes(path: str, value: JSON, version: str = "") -> list[tuple[Sequence[str | int], JSON]]:
    """Return the nodes that a JSON Path selects, with their paths.

    Raises `EvaluationError` for an invalid path, and for content that is not JSON.
    """
    if version not in ("", "rfc9535", _GOESSNER):
        raise EvaluationError(f"unknown version `{version}` of JSON Path")
    if isinstance(value, Text):
        raise EvaluationError("a JSON Path cannot be applied to content that is not JSON")
    text = _LAST.sub(r"[-\1]", path) if version == _GOESSNER else path
    try:
        with bounded("the JSON Path"):
            found = at_most(found_in(text, value), "the JSON Path")
            return [(list(way), node) for way, node in found]
    except JsonPathError as error:
        raise EvaluationError(str(error)) from error


def selected(selector: Selector, value: JSON, text: str) -> JSON:
    """Return what a selector selects in a value; `text` is its evaluated text.

    One node is returned as it is, several as an array. Raises `Undefined` if there are none, and
    `EvaluationError` if the selector cannot be applied.
    """
    match selector.type:
        case "jsonpointer":
            return part(value, pointed(text, selector.version), f"{selector.context}#{text}")
        case "jsonpath":
            found = [node for _, node in nodes(text, value, selector.version)]
        case "xpath":
            found = list(xpath.strings(text, value, selector.version))
        case other:
            raise EvaluationError(f"`{other}` does not select a value")
    if not found:
        raise Undefined(f"`{text}` selects nothing in `{selector.context}`")
    return found[0] if len(found) == 1 else found


def replaced(
    value: JSON, place: tuple[SelectorType, str, str], new: JSON, *, is_removed: bool
) -> JSON:
    """Return a payload with a new value at a place: selector type, version and target.

    `is_removed` removes what is there. Raises `EvaluationError` if the target selects nothing.
    """
    kind, version, target = place
    if kind == "xpath":
        return Text(xpath.replaced(target, value, None if is_removed else written(new), version))
    if isinstance(value, Text):
        raise EvaluationError("the payload is not JSON, so that it has no members to replace")
    if kind == "jsonpointer":
        return with_part(value, pointed(target, version), new, is_removed=is_removed)
    if kind != "jsonpath":
        raise EvaluationError(f"`{kind}` cannot be the language of a target")
    found = nodes(target, value, version)
    if not found:
        raise EvaluationError(f"`{target}` selects nothing in the payload")
    for way, _ in reversed(found):  # the later first, so that indexes stay true
        value = with_part(value, [str(step) for step in way], new, is_removed=is_removed)
    return value


def pointed(text: str, version: str = "") -> tuple[str, ...]:
    """Return the steps of a JSON Pointer, with `#` or without. Raises `EvaluationError`."""
    if version not in ("", "rfc6901"):
        raise EvaluationError(f"unknown version `{version}` of JSON Pointer")
    text = text.removeprefix("#")
    if text and not text.startswith("/"):
        raise EvaluationError(f"the JSON Pointer `{text}` must start with `/` (RFC 6901 §3)")
    if re.search(r"~(?![01])", text):
        raise EvaluationError(f"invalid escape in the JSON Pointer `{text}` (RFC 6901 §3)")
    return steps(text)
