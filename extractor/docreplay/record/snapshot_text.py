"""The text of a snapshot: JSON with a member on each line, sorted, so that changes are reviewable.

Each place of a body is one line: `"/value/*/manager": {"in": "36/40", "types": {"null": 12, …}}`.
`in` is for readers: in how many of the objects around it the member is.
"""

import json
from collections.abc import Iterator, Mapping

from docreplay.model.body.shape import ELEMENT, ENTRY, Shape, pattern, step_of
from docreplay.model.json.value import JSON, json_line
from docreplay.model.recordings.snapshot import Observation, Responses, Snapshot

VERSION = 1
_INDENT = "  "


def written(snapshot: Snapshot) -> str:
    """Return the text, ending in LF; `report/schemas/snapshot.json` describes it."""
    operations: dict[str, JSON] = {}
    for key in sorted(snapshot.requests):
        template = snapshot.templates.get(key.operation, key.operation)
        requests = operations.setdefault(template, {})
        assert isinstance(requests, dict)  # noqa: S101  # it was made a line above
        requests[key.name] = _responses(snapshot.requests[key])
    document: JSON = {"snapshot": VERSION, "operations": operations}
    return "\n".join(_lines(document, 0)) + "\n"


def _responses(responses: Responses) -> JSON:
    return {str(status): _observation(found) for status, found in sorted(responses.items())}


def _observation(found: Observation) -> JSON:
    facts: JSON = {
        name: dict(sorted(values.items())) for name, values in sorted(found.facts.items()) if values
    }
    body = dict(_places(found.body, (), found.body.count)) if found.body else None
    record: dict[str, JSON] = {"answers": found.answers, "facts": facts}
    return record | ({"body": body} if body else {})


def _places(shape: Shape, steps: tuple[str, ...], around: int) -> Iterator[tuple[str, JSON]]:
    """Yield the places of a shape with what was observed there, outer ones first."""
    yield pattern(steps), _place(shape, around, is_member=bool(steps) and steps[-1] not in _DATA)
    objects = shape.number("object")
    for name, part in sorted(shape.members.items()):
        yield from _places(part, (*steps, step_of(name)), objects)
    for step, below in ((ELEMENT, shape.items), (ENTRY, shape.entries)):
        if below is not None:
            yield from _places(below, (*steps, step), below.count)


_DATA = (ELEMENT, ENTRY)


def _place(shape: Shape, around: int, *, is_member: bool) -> JSON:
    record: dict[str, JSON] = {"in": f"{shape.count}/{around}"} if is_member else {}
    record["types"] = dict(sorted(shape.kinds.items()))
    counts = {"formats": shape.formats, "words": shape.words}
    record |= {name: dict(sorted(values.items())) for name, values in counts.items() if values}
    bounds = {"length": shape.lengths, "digits": shape.digits}
    return record | {name: list(values) for name, values in bounds.items() if values}


def _lines(value: JSON, depth: int) -> Iterator[str]:
    """Yield the lines of an object; what describes one place or one fact is on one line."""
    if not isinstance(value, Mapping) or not value or _is_leaf(value):
        yield json_line(value)
        return
    yield "{"
    last = len(value) - 1
    for number, (name, item) in enumerate(value.items()):
        first, *others = _lines(item, depth + 1)
        lines = [f"{json.dumps(name, ensure_ascii=False)}: {first}", *others]
        lines[-1] += "," if number < last else ""
        yield from (f"{_INDENT}{line}" for line in lines)
    yield "}"


def _is_leaf(value: Mapping[str, JSON]) -> bool:
    return "types" in value or all(isinstance(item, int) for item in value.values())
