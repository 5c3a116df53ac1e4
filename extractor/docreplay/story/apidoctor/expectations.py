"""Turn expectations of API Doctor into criteria of Arazzo (annotation-dialect.md §2.8).

A value must be equal, of the same type; an array of values allows any of them, and an array in the
response must have just these elements, in any order.
"""

import json
import re
from collections.abc import Iterator

from docreplay.model.json.value import JSON, Steps
from docreplay.model.stories.story import Criterion
from docreplay.story.apidoctor.changes import text_of
from docreplay.story.apidoctor.grammar import PathError, read_steps
from docreplay.story.apidoctor.scenario import Expected

_MAY_BE_BODY = "$response.body"


def criterion_of(expected: Expected) -> Criterion | None:
    """Return the criterion of an expectation; None for one that checks nothing."""
    value, place = expected.node.value, expected.node.place.start
    items = value if isinstance(value, list) else [value]
    if value is None or any(isinstance(item, dict | list) for item in items):
        return None
    if expected.key.kind == "json":
        try:
            condition = _of_value(read_steps(expected.text), value)
        except PathError:
            return None
        return Criterion(condition=condition, context=_MAY_BE_BODY, type="jsonpath", location=place)
    if expected.key.kind not in ("header", "body"):
        return None
    name = expected.key.name
    context = f"$response.header.{name}" if name else _MAY_BE_BODY
    texts = "|".join(re.escape(text_of(item)) for item in items)
    return Criterion(condition=rf"\A(?:{texts})\Z", context=context, type="regex", location=place)


def _of_value(steps: Steps, value: JSON) -> str:
    """Return a query that selects something if the value at a path is as expected.

    A filter is tried on the members of the body, but asks for the whole of it (RFC 9535 §2.3.5).
    """
    path = "$" + "".join(f"[{json.dumps(step)}]" for step in steps)
    if not isinstance(value, list):
        return f"$[?{path} == {json.dumps(value)}]"
    choices = " || ".join(f"{path} == {json.dumps(item)}" for item in value)
    elements = " && ".join(_elements(path, value))
    return f"$[?{choices} || ({elements})]" if choices else f"$[?{elements}]"


def _elements(path: str, values: list[JSON]) -> Iterator[str]:
    """Yield the conditions for an array that has just these elements."""
    yield f"length({path}) == {len(values)}"
    if values:
        yield f"{path}[0]"  # only an array has a first element
    written = [json.dumps(value) for value in values]
    for text in dict.fromkeys(written):
        yield f"count({path}[?@ == {text}]) == {written.count(text)}"
