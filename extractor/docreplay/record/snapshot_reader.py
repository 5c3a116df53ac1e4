"""Read the text of a snapshot, which a person may have edited or merged."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from docreplay.errors import ConfigError
from docreplay.model.api.operation import Operation
from docreplay.model.body.shape import ELEMENT, ENTRY, Bounds, Shape, name_in
from docreplay.model.recordings.snapshot import (
    Observation,
    RequestKey,
    Responses,
    Snapshot,
)
from docreplay.record.snapshot_text import VERSION

_KINDS = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})
_PLACE = frozenset({"in", "types", "formats", "words", "length", "digits"})
_OBSERVATION = frozenset({"answers", "facts", "body"})


def parsed(text: str, name: str) -> Snapshot:
    """Return the snapshot of a file's text. Raise `ConfigError` with the reason if it is none.

    `in` is ignored: it follows from the counts.
    """
    try:
        return _snapshot(json.loads(text))
    except json.JSONDecodeError as error:
        reason = f"not valid JSON: {error.msg} (line {error.lineno})"
    except RecursionError:
        reason = "nested too deeply"
    except ValueError as error:
        reason = str(error)
    hint = "fix it, or record it again with `docreplay record`"
    raise ConfigError(f"{name}: not a valid snapshot: {reason}", hint=hint)


def _snapshot(document: Any) -> Snapshot:
    version = _object(document, "the file").get("snapshot")
    if version != VERSION:
        _refuse(f"expected `snapshot` to be {VERSION} (got {json.dumps(version)})")
    templates: dict[str, str] = {}
    requests: dict[RequestKey, Responses] = {}
    for written, named in _object(document.get("operations"), "`operations`").items():
        method, _, template = written.partition(" ")
        key = Operation(method, template).exact_key
        templates[key] = written
        for name, responses in _object(named, f"`{written}`").items():
            where = f"`{name}` of `{written}`"
            requests[RequestKey(key, name)] = dict(_responses(responses, where))
    return Snapshot(templates=templates, requests=dict(sorted(requests.items())))


def _responses(value: Any, where: str) -> Iterator[tuple[int, Observation]]:
    for status, found in _object(value, where).items():
        if not (status.isascii() and status.isdigit() and len(status) == 3):
            _refuse(f"{where}: expected a status code (got `{status}`)")
        yield int(status), _observation(_object(found, where), f"{where}, {status}")


def _observation(value: Mapping[str, Any], where: str) -> Observation:
    _known(value, _OBSERVATION, where)
    facts = _object(value.get("facts", {}), where)
    return Observation(
        answers=_count(value.get("answers"), where),
        facts={name: _counts(item, f"{where}, {name}") for name, item in sorted(facts.items())},
        body=_body(_object(value["body"], where), where) if "body" in value else None,
    )


class _Tree:
    """The lines of places as a tree, from which shapes are made."""

    def __init__(self) -> None:
        self.record: Mapping[str, Any] | None = None
        self.below: dict[str, _Tree] = {}


def _body(places: Mapping[str, Any], where: str) -> Shape:
    root = _Tree()
    for pointer, record in places.items():
        if pointer and not pointer.startswith("/"):
            _refuse(f"{where}: expected a JSON Pointer (got `{pointer}`)")
        node = root
        for step in pointer.split("/")[1:]:
            node = node.below.setdefault(step, _Tree())
        node.record = _object(record, f"{where}, `{pointer}`")
    return _shape(root, f"{where}, body")


def _shape(node: _Tree, where: str) -> Shape:
    if node.record is None:
        _refuse(f"{where}: the place is missing, but places below it are not")
    record = node.record
    _known(record, _PLACE, where)
    kinds = _counts(record.get("types", {}), where)
    if unknown := kinds.keys() - _KINDS:
        _refuse(f"{where}: unknown type `{min(unknown)}`")
    parts = {step: _shape(item, f"{where}/{step}") for step, item in sorted(node.below.items())}
    return Shape(
        kinds=kinds,
        formats=_counts(record.get("formats", {}), where),
        words=_counts(record.get("words", {}), where),
        items=parts.pop(ELEMENT, None),
        entries=parts.pop(ENTRY, None),
        members=dict(sorted((name_in(step), part) for step, part in parts.items())),
        lengths=_bounds(record.get("length"), where),
        digits=_bounds(record.get("digits"), where),
    )


def _bounds(value: Any, where: str) -> Bounds | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        _refuse(f"{where}: expected two numbers (got {json.dumps(value)})")
    return Bounds((_count(value[0], where), _count(value[1], where)))


def _counts(value: Any, where: str) -> dict[str, int]:
    found = _object(value, where)
    return {name: _count(number, where) for name, number in sorted(found.items())}


def _count(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        _refuse(f"{where}: expected a number that is not negative (got {json.dumps(value)})")
    return value


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _refuse(f"{where}: expected an object")
    return value


def _known(value: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    if unknown := value.keys() - names:
        _refuse(f"{where}: unknown key `{min(unknown)}`")


def _refuse(reason: str) -> NoReturn:
    raise ValueError(reason)
