"""Edits of a documented JSON body: replace a value, remove a member, add a member.

All other text of the body keeps its bytes: order, indentation, comments and `...`.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from docreplay.model.finding import Edit
from docreplay.model.json.places import Place
from docreplay.model.json.tolerant_reader import JsonText
from docreplay.model.json.value import JSON, items_of, pointer
from docreplay.model.location import Location, Passage
from docreplay.review.example_text import Masked, NoExample, example_text, name_text

Path = Sequence[str | int]
Prefix = Callable[[Location], str]
_COMMA_AFTER = re.compile(r"\s*,\s*")
_COMMA_BEFORE = re.compile(r",\s*\Z")
_COLON = re.compile(r"[ \t]*:[ \t]*\Z")
_SHORT = 60
"""Characters up to which an object or array is written on one line."""
_NOTHING_ELSE = re.compile(r"\s*[}\]]")


class BodyEditor:
    """Makes the edits of one documented body.

    `prefix` returns what precedes the line of the body at a place of the page, such as the
    indentation of a list.
    Raises `NoExample` where an edit cannot be made without touching something else.
    """

    def __init__(self, json: JsonText, body: Passage, prefix: Prefix, masked: Masked) -> None:
        self._json, self._body = json, body
        self._prefix, self._masked = prefix, masked

    def replaced(self, path: Path, value_at: Callable[[Path], JSON]) -> Iterator[Edit]:
        """Yield the edits that replace the values at a path, in all documented elements.

        `value_at` returns the value for the path of each.
        """
        for own in self._same(path):
            value = value_at(own)
            place = self._place(own)
            indent = self._indent(place.key) if self._is_on_own_line(place.key) else None
            name = str(own[-1]) if own else ""
            yield self._edit(place.start, place.end, self._value_text(value, name, indent))

    def removed(self, path: Path) -> Iterator[Edit]:
        """Yield the edits that remove a member, with its comma, from all documented elements."""
        text = self._json.text
        for own in self._same(path):
            if not own or isinstance(own[-1], int):
                raise NoExample("only members of objects are removed")
            place = self._place(own)
            after = _COMMA_AFTER.match(text, place.end)
            before = _COMMA_BEFORE.search(text[: place.key])
            is_last = bool(after) and text.startswith(("}", "]"), after.end() if after else 0)
            if after and not is_last:
                yield self._edit(place.key, after.end(), "")
            elif before and is_last:  # the comma behind it stays, now behind the member above
                yield self._edit(before.start(), place.end, "")
            elif after and text[: place.key].rstrip()[-1:] == "{":
                yield self._edit(place.key, after.end() - len(_blanks(after[0])), "")
            elif before and _NOTHING_ELSE.match(text, place.end):
                yield self._edit(before.start(), place.end, "")
            elif _NOTHING_ELSE.match(text, place.end) and text[: place.key].rstrip()[-1:] == "{":
                yield self._edit(place.key, place.end, "")
            else:
                raise NoExample("a comment or an omission is beside the member")

    def added(self, path: Path, value: JSON) -> Iterator[Edit]:
        """Yield the edits that add a member to the object that has it, after its last one.

        Elements of other kinds beside the object stay.
        """
        *parent, name = path
        places = ((own, self._value(own)) for own in self._same(parent))
        objects = [(own, found) for own, found in places if isinstance(found, dict)]
        if not objects or not isinstance(name, str):
            raise NoExample("only objects get members")
        for own, found in objects:
            if name not in found:
                yield self._added(own, name, value, found)

    def _added(self, parent: Path, name: str, value: JSON, members: dict[str, JSON]) -> Edit:
        if not members:
            at = self._place(parent).start + 1
            return self._edit(at, at, f"{name_text(name)}: {self._value_text(value, name, None)}")
        last = max((self._place([*parent, key]) for key in members), key=lambda place: place.end)
        apart = self._is_on_own_line(last.key)
        indent = self._indent(last.key) if apart else None
        comma, colon = self._separators(last)
        gap = f",\n{indent}" if apart else comma
        member = f"{name_text(name)}{colon}{self._value_text(value, name, indent)}"
        return self._edit(last.end, last.end, gap + member)

    def _separators(self, member: Place) -> tuple[str, str]:
        """Return the comma and the colon of a member, with the blanks around them."""
        text = self._json.text
        colon = _COLON.search(text[member.key : member.start])
        written = colon[0] if colon else ": "
        comma = _COMMA_BEFORE.search(text[: member.key])
        if comma and "\n" not in comma[0]:
            return comma[0], written
        return "," if written == ":" else ", ", written

    def _value_text(self, value: JSON, name: str, indent: str | None) -> str:
        """Return the text of a value: on one line if it is short, or if its neighbours are."""
        text = example_text(value, name, self._masked)
        if indent is None or len(text) <= _SHORT:
            return text
        return example_text(value, name, self._masked, indent=indent)

    def _edit(self, start: int, end: int, text: str) -> Edit:
        at = self._body.at(end)
        lines = text.replace("\n", f"\n{self._prefix(at)}")
        return Edit(start=self._body.at(start), end=at, text=lines)

    def _same(self, path: Path) -> Iterator[tuple[str | int, ...]]:
        """Yield the documented paths that differ from a path in indexes of elements only."""
        yield from _paths(self._json.value, tuple(path), ())

    def _place(self, path: Path) -> Place:
        return self._json.places[pointer(path)]

    def _value(self, path: Path) -> JSON:
        value = self._json.value
        for step in path:
            value = dict(items_of(value))[step]
        return value

    def _is_on_own_line(self, offset: int) -> bool:
        return "\n" in self._json.text[:offset] and not self._indent(offset).strip()

    def _indent(self, offset: int) -> str:
        text = self._json.text
        return text[text.rfind("\n", 0, offset) + 1 : offset]


def _blanks(text: str) -> str:
    """Return the blanks at the end of a text."""
    return text[len(text.rstrip()) :]


def _paths(
    value: JSON, path: tuple[str | int, ...], done: tuple[str | int, ...]
) -> Iterator[tuple[str | int, ...]]:
    if not path:
        yield done
        return
    step, rest = path[0], path[1:]
    if isinstance(value, list) and str(step).isdecimal():
        for index, item in enumerate(value):
            yield from _paths(item, rest, (*done, index))
    elif isinstance(value, dict) and step in value:
        yield from _paths(value[str(step)], rest, (*done, step))
