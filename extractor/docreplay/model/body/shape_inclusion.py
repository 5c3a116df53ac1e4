"""Whether a shape allows a value, or all that another shape allows, with a counter-example."""

from collections.abc import Iterator
from typing import NamedTuple

from docreplay.model.body.shape import (
    ELEMENT,
    ENTRY,
    NOTHING,
    Shape,
    observed,
    pattern,
    step_of,
)


class CounterExample(NamedTuple):
    """What a shape does not allow, and where."""

    place: str
    """A pattern of JSON Pointers, such as `/value/*/manager`."""
    what: str
    """`null`, `string`, `missing`, `format date`, `word red`."""


def accepts(shape: Shape, value: object) -> CounterExample | None:
    """Return what of a value the shape does not allow, or None if it allows all of it."""
    return included(observed(value), shape)


def included(new: Shape, old: Shape) -> CounterExample | None:
    """Return what `new` has and `old` does not allow, or None if it allows all of it.

    A member that `old` does not have is allowed: clients ignore what they do not know. One that
    all objects of `old` have must not be missing.
    """
    return next(not_included(new, old, ()), None)


def not_included(new: Shape, old: Shape, steps: tuple[str, ...]) -> Iterator[CounterExample]:
    """Yield everything at a place and below it that `new` has and `old` does not allow."""
    place = pattern(steps)
    yield from (CounterExample(place, kind) for kind in new_kinds(new, old))
    yield from (CounterExample(place, f"format {name}") for name in new_formats(new, old))
    yield from (CounterExample(place, f"word {word}") for word in new_words(new, old))
    if old.number("object"):
        yield from _members(new, old, steps)
    for step, one, other in (
        (ELEMENT, new.items, old.items),
        (ENTRY, new.entries, old.entries),
    ):
        if one and other:
            yield from not_included(one, other, (*steps, step))


def new_kinds(new: Shape, old: Shape) -> list[str]:
    """Return the types that only `new` has; a number allows integers, and nothing allows all."""
    if not old.count:
        return []
    return [
        kind
        for kind in new.kinds
        if not old.number(kind) and not (kind == "integer" and old.number("number"))
    ]


def new_formats(new: Shape, old: Shape) -> list[str]:
    """Return the formats that only `new` has, if all strings of `old` have one; `""` for none."""
    strings = old.number("string")
    if not strings or sum(old.formats.values()) < strings:
        return []
    plain = new.number("string") > sum(new.formats.values())
    return [*(name for name in new.formats if name not in old.formats), *([""] if plain else [])]


def new_words(new: Shape, old: Shape) -> list[str]:
    """Return the words that only `new` has, if those of `old` are closed; `""` for other text."""
    if not old.is_closed:
        return []
    others = [""] if new.other_strings else []
    return [*(word for word in new.words if word not in old.words), *others]


def _members(new: Shape, old: Shape, steps: tuple[str, ...]) -> Iterator[CounterExample]:
    for name, part in old.members.items():
        found = new.members.get(name, NOTHING)
        below = (*steps, step_of(name))
        if part.count == old.number("object") and found.count < new.number("object"):
            yield CounterExample(pattern(below), "missing")
        yield from not_included(found, part, below)
