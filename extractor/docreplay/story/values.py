"""Values of a story: JSON, and text that was not read as JSON; their text, and parts of them."""

import json
from collections.abc import Iterable, Sequence
from typing import cast

from docreplay.model.http.http import is_json, media_type
from docreplay.model.json.value import JSON, pointer


class Undefined(LookupError):
    """An expression names a value that is not there; the message names it."""


class EvaluationError(ValueError):
    """An expression, a condition or a selector cannot be evaluated; the message says why."""


class Text(str):
    """Content that is not JSON, such as XML: it has no parts, and a JSON Path cannot be applied."""

    __slots__ = ()


def content_value(content: bytes | None, content_type: str) -> JSON:
    """Return the value of a body: JSON where it is declared, or is not declared and looks so.

    Anything else is `Text`, undecodable bytes replaced. Raises `EvaluationError` if declared JSON
    is not valid, and `Undefined` without a body.
    """
    if content is None or content == b"":
        raise Undefined("the message has no body")
    text = content.decode("utf-8", "replace")
    declared = media_type(content_type)
    if not is_json(declared) and (declared or text.lstrip()[:1] not in ("{", "[")):
        return Text(text)
    try:
        return cast(JSON, json.loads(text, parse_constant=_refused))
    except (ValueError, RecursionError) as error:
        if not declared:
            return Text(text)
        raise EvaluationError("the body is not valid JSON") from error


def part(value: JSON, path: Iterable[str], whole: str) -> JSON:
    """Return what is at a path inside of a value (RFC 6901 §4).

    `whole` is the expression, for the message. Raises `Undefined` if nothing is there, and
    `EvaluationError` if the value has no parts.
    """
    for step in path:
        if isinstance(value, Text):
            raise EvaluationError(f"`{whole}`: the content is not JSON")
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and _index(step) is not None and int(step) < len(value):
            value = value[int(step)]
        else:
            raise Undefined(f"nothing at `{whole}`")
    return value


def written(value: JSON) -> str:
    """Return a value inside of a text (Arazzo 1.1, Runtime Expressions).

    Scalars are written as in JSON, strings as they are; objects and arrays as JSON (RFC 8259).
    """
    if isinstance(value, str):
        return str(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def with_part(value: JSON, path: Sequence[str], new: JSON, *, is_removed: bool = False) -> JSON:
    """Return a value with one part set, or removed; missing objects on the way are made.

    `-` adds to the end of an array (RFC 6901 §4). Raises `EvaluationError` where the path leads
    through a scalar, or behind the end of an array.
    """
    if not path:
        return new
    step, *rest = path
    if isinstance(value, list):
        return _in_list(value, path, new, is_removed=is_removed)
    if not isinstance(value, dict):
        raise EvaluationError(f"`{pointer(path)}` leads into a value that has no members")
    if is_removed and not rest:
        return {name: item for name, item in value.items() if name != step}
    if is_removed and step not in value:
        return value
    return {**value, step: with_part(value.get(step, {}), rest, new, is_removed=is_removed)}


def _in_list(value: list[JSON], path: Sequence[str], new: JSON, *, is_removed: bool) -> JSON:
    step, *rest = path
    index = len(value) if step == "-" else _index(step)
    if index is None or index > len(value) or (is_removed and index == len(value)):
        raise EvaluationError(f"`{step}` is not an index of an array of {len(value)} elements")
    if is_removed and not rest:
        return [*value[:index], *value[index + 1 :]]
    old = value[index] if index < len(value) else {}
    changed = with_part(old, rest, new, is_removed=is_removed)
    return [*value[:index], changed, *value[index + 1 :]]


def _index(step: str) -> int | None:
    is_index = step.isascii() and step.isdigit() and (step == "0" or step[0] != "0")
    return int(step) if is_index and len(step) < 10 else None


def _refused(name: str) -> JSON:
    raise ValueError(f"{name} is not JSON")
