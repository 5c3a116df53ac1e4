"""The part of a new response that shows a change of a body."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from docreplay.model.body.shape import ELEMENT, ENTRY, NOTHING, Shape, name_in, observed
from docreplay.model.body.shape_inclusion import new_formats, new_kinds, new_words
from docreplay.model.finding import ExampleResponse
from docreplay.model.json.tolerant_reader import JsonText
from docreplay.model.json.value import JSON
from docreplay.regress.change import Change

_LONGEST = 200
"""Number of characters of a value that are shown."""
_MOST = 10_000
"""Number of values that are looked at: the first ones of a long list."""


class _Part(NamedTuple):
    """A part of a body at the place of a change, or the object that lacks the member."""

    pointer: str
    value: JSON
    is_missing: bool = False


def body_example(change: Change, old: Shape | None, body: JsonText) -> ExampleResponse | None:
    """Return the part of a new body that shows a change, or None if the body does not show it.

    `old` is the shape of the old bodies.
    """
    if change.steps is None:
        return None
    allowed = _at(old or NOTHING, change.steps)
    parts = list(islice(_parts(body.value, change.steps, ""), _MOST))
    missing = (part for part in parts if part.is_missing)
    present = [part for part in parts if not part.is_missing]
    unlike = (part for part in present if _is_new(part.value, allowed))
    if change.is_absence:
        found = next(missing, None)
    else:
        found = next(unlike, None) or next(missing, None) or next(iter(present), None)
    if found is None:
        return None
    return ExampleResponse(status=change.status, pointer=found.pointer, value=_shown(body, found))


def cut(text: str) -> str:
    """Return a text that is short enough to be shown, with `…` for what is missing."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _is_new(value: JSON, allowed: Shape) -> bool:
    """Return True if no old value was like this one."""
    own = observed(value)
    return any(find(own, allowed) for find in (new_kinds, new_formats, new_words))


def _at(shape: Shape, steps: Iterable[str]) -> Shape:
    """Return the shape of a place."""
    for step in steps:
        below = {ELEMENT: shape.items, ENTRY: shape.entries}.get(step)
        shape = below or shape.members.get(name_in(step), NOTHING)
    return shape


def _parts(value: JSON, steps: tuple[str, ...], pointer: str) -> Iterator[_Part]:
    """Yield the values at a place, and the objects that could have one there and do not."""
    if not steps:
        yield _Part(pointer, value)
        return
    step, *rest = steps
    if step == ELEMENT:
        found: Iterable[tuple[object, JSON]] = enumerate(value) if isinstance(value, list) else ()
    elif not isinstance(value, dict):
        return
    elif step == ENTRY:
        found = value.items()
    elif (name := name_in(step)) in value:
        found = ((name, value[name]),)
    else:
        if not rest:
            yield _Part(pointer, value, is_missing=True)
        return
    for key, item in found:
        yield from _parts(item, tuple(rest), f"{pointer}/{_escaped(key)}")


def _escaped(key: object) -> str:
    """Return a step of a JSON Pointer (RFC 6901 §3)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def _shown(body: JsonText, part: _Part) -> str:
    """Return the value as JSON: a number as the service wrote it, `1.10`."""
    if isinstance(part.value, dict | list):
        return cut(json.dumps(part.value, ensure_ascii=False))
    place = body.place(part.pointer)
    return cut(body.text[place.start : place.end])
