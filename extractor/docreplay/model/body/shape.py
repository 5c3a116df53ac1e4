"""What was observed at a place of JSON bodies: types, presence, formats and words, with counts.

A shape contains no value that could be a secret or free text: of strings, it has the formats and
the words that may be members of an enumeration. Merging adds counts, so the order of answers and of
runs makes no difference.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce

from docreplay.model.body.string_formats import format_of
from docreplay.model.json.map_keys import is_control_information, is_map_key
from docreplay.model.types.declared_values import is_word

Counts = Mapping[str, int]
_LONGEST_WORD = 40
_LONGEST_NAME = 80
_DEEPEST = 50
_TYPE_NAME = re.compile(r"#?[A-Za-z]\w*(?:\.[A-Za-z]\w*)+")
"""Name of a type in a namespace: `#microsoft.graph.user`."""
_KINDS = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    Decimal: "number",
    str: "string",
    list: "array",
    dict: "object",
}


class Bounds(tuple[int, int]):
    """The least and the greatest number that was observed."""

    __slots__ = ()

    def with_(self, other: "Bounds") -> "Bounds":
        """Return the bounds of both."""
        return Bounds((min(self[0], other[0]), max(self[1], other[1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What was observed at one place, such as `/value/*/manager`, in a number of bodies."""

    kinds: Counts = field(default_factory=dict)
    """Number of values of each type (names of JSON Schema); `1.0` is a number."""
    formats: Counts = field(default_factory=dict)
    """Number of strings of each format."""
    words: Counts = field(default_factory=dict)
    """Number of strings that are each word; other strings are only counted."""
    members: Mapping[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None
    """Elements of arrays."""
    entries: "Shape | None" = None
    """Values of maps: members whose names are ids, dates or other data."""
    lengths: Bounds | None = None
    """Number of elements of arrays."""
    digits: Bounds | None = None
    """Number of decimal digits of numbers."""

    @property
    def count(self) -> int:
        """Number of values that were observed at the place."""
        return sum(self.kinds.values())

    def number(self, kind: str) -> int:
        """Return the number of values of a type."""
        return self.kinds.get(kind, 0)

    @property
    def other_strings(self) -> int:
        """Number of strings of which no word is known."""
        return self.number("string") - sum(self.words.values())

    @property
    def is_closed(self) -> bool:
        """True if the strings are so few words, and were seen so often, that no others are likely.

        Regression: at least 10 strings, and fewer different ones than the square root of that.
        """
        strings = self.number("string")
        return strings >= _ENOUGH and self.other_strings == 0 and len(self.words) ** 2 < strings


NOTHING = Shape()
"""The shape of a place at which nothing was observed."""
_ENOUGH = 10


def observed(value: object, *, depth: int = 0) -> Shape:
    """Return the shape of one JSON value; numbers with a fraction may be `float` or `Decimal`.

    Of an array or object inside of `_DEEPEST` others, only the type is kept: each level of a
    shape takes several calls, and services are untrusted.
    """
    kinds = {_KINDS[type(value)]: 1}
    if isinstance(value, str):
        name = format_of(value)
        formats, words = {name: 1} if name else {}, {value: 1} if _is_word(value, name) else {}
        return Shape(kinds=kinds, formats=formats, words=words)
    if isinstance(value, Decimal | float):
        digits = _decimals(value)
        return Shape(kinds=kinds, digits=Bounds((digits, digits)))
    if not isinstance(value, list | dict) or depth >= _DEEPEST:
        return Shape(kinds=kinds)
    if isinstance(value, dict):
        return _of_object(kinds, value, depth + 1)
    items = merged_all(observed(item, depth=depth + 1) for item in value)
    return Shape(kinds=kinds, items=items, lengths=Bounds((len(value), len(value))))


def _of_object(kinds: Counts, value: Mapping[str, object], depth: int) -> Shape:
    keys = [name for name in value if is_data(name)]
    return Shape(
        kinds=kinds,
        members={name: observed(value[name], depth=depth) for name in sorted(value.keys() - keys)},
        entries=merged_all(observed(value[name], depth=depth) for name in keys),
    )


def is_data(name: str) -> bool:
    """Return True if the name of a member is data, such as an id: its object is a map."""
    if is_control_information(name):
        return False
    return is_map_key(name) or len(name) > _LONGEST_NAME


def keeps(text: str) -> bool:
    """Return True if a shape keeps a string: it is a word, or several, of an enumeration."""
    return _is_word(text, format_of(text))


def _is_word(text: str, format_name: str) -> bool:
    if format_name or len(text) > _LONGEST_NAME:
        return False
    return bool(_TYPE_NAME.fullmatch(text)) or (len(text) <= _LONGEST_WORD and is_word(text))


def _decimals(value: Decimal | float) -> int:
    exponent = Decimal(str(value)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def merged(one: Shape, other: Shape) -> Shape:
    """Return the shape of what two shapes were observed of; counts are added."""
    return Shape(
        kinds=added(one.kinds, other.kinds),
        formats=added(one.formats, other.formats),
        words=added(one.words, other.words),
        members={
            name: _either(one.members.get(name), other.members.get(name)) or NOTHING
            for name in sorted({*one.members, *other.members})
        },
        items=_either(one.items, other.items),
        entries=_either(one.entries, other.entries),
        lengths=_bounds(one.lengths, other.lengths),
        digits=_bounds(one.digits, other.digits),
    )


def merged_all(shapes: Iterable[Shape]) -> Shape | None:
    """Return the shape of all values, or None if there are none."""
    found = list(shapes)
    while len(found) > 1:  # in pairs: each merge copies what it has
        pairs = [found[at : at + 2] for at in range(0, len(found), 2)]
        found = [reduce(merged, pair) for pair in pairs]
    return found[0] if found else None


def added(one: Counts, other: Counts) -> Counts:
    """Return the sums of two tables of counts, sorted by name."""
    return dict(sorted((Counter(one) + Counter(other)).items()))


def _either(one: Shape | None, other: Shape | None) -> Shape | None:
    return merged(one, other) if one and other else one or other


def _bounds(one: Bounds | None, other: Bounds | None) -> Bounds | None:
    return one.with_(other) if one and other else one or other


def rewritten(
    shape: Shape, change: Callable[[tuple[str, ...], Shape], Shape], steps: tuple[str, ...] = ()
) -> Shape:
    """Return the shape with `change` applied to the shape of each place, the outermost last.

    `change` gets the steps of the place: names, `ELEMENT` and `ENTRY`.
    """
    changed = replace(
        shape,
        members={
            name: rewritten(part, change, (*steps, step_of(name)))
            for name, part in shape.members.items()
        },
        items=rewritten(shape.items, change, (*steps, ELEMENT)) if shape.items else None,
        entries=rewritten(shape.entries, change, (*steps, ENTRY)) if shape.entries else None,
    )
    return change(steps, changed)


ELEMENT, ENTRY = "*", "{}"
"""The steps from an array to its elements, and from a map to its values."""
_ESCAPES = (("~", "~0"), ("/", "~1"))


def step_of(name: str) -> str:
    """Return the step to a member: its name, escaped as in a JSON Pointer (RFC 6901 §3).

    A member that is named `*` or `{}` is `~2` or `~3`, which no other name becomes.
    """
    if name in (ELEMENT, ENTRY):
        return "~2" if name == ELEMENT else "~3"
    for sign, escape in _ESCAPES:
        name = name.replace(sign, escape)
    return name


def name_in(step: str) -> str:
    """Return the name of the member that a step leads to."""
    if step in ("~2", "~3"):
        return ELEMENT if step == "~2" else ENTRY
    for sign, escape in reversed(_ESCAPES):
        step = step.replace(escape, sign)
    return step


def pattern(steps: Iterable[str]) -> str:
    """Return the place as a pattern of JSON Pointers: `/value/*/manager`."""
    return "".join(f"/{step}" for step in steps)
