"""Values of a JSON file with their places: what findings about a file point at."""

from collections.abc import Iterator
from dataclasses import dataclass

from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, items_of, pointer
from docreplay.model.location import Passage, Range


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """A JSON text, where it is, and its values."""

    passage: Passage
    json: JsonText

    @property
    def root(self) -> "Node":
        """The value of the whole text."""
        return Node(self, "", self.json.value)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document."""

    document: JsonDocument
    pointer: str
    value: JSON

    @property
    def place(self) -> Range:
        """The name of the member; of an element or of the whole text, its first character."""
        found = self.document.json.place(self.pointer)
        if found.key == found.start:
            return self.document.passage.range(found.start, found.start + 1)
        text = self.document.passage.text[found.key : found.start].rstrip()
        name = text.removesuffix(":").rstrip()
        return self.document.passage.range(found.key, found.key + len(name))

    @property
    def value_place(self) -> Range:
        """The value itself; of an object or an array, its first character."""
        found = self.document.json.place(self.pointer)
        end = found.start + 1 if isinstance(self.value, dict | list) else found.end
        return self.document.passage.range(found.start, end)

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the members of an object; nothing for other values."""
        if isinstance(self.value, dict):
            for name, value in self.value.items():
                yield name, Node(self.document, self.pointer + pointer((name,)), value)

    def elements(self) -> Iterator["Node"]:
        """Yield the elements of an array; nothing for other values."""
        if isinstance(self.value, list):
            for index, value in items_of(self.value):
                yield Node(self.document, self.pointer + pointer((index,)), value)

    def member(self, name: str) -> "Node | None":
        """Return a member of an object, whose name may be in any case, or None."""
        return next((node for key, node in self.members() if key.lower() == name.lower()), None)


def document(passage: Passage) -> JsonDocument:
    """Return the document of a text. Raise `JsonError` if it cannot be read at all."""
    return JsonDocument(passage, read_json(passage.text))
