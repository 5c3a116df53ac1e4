"""The resource types that pages describe, as far as the service needs them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.odata.paths import KEY, Node
from docreplay.model.types.declared_types import NOTHING, DeclaredType
from docreplay.model.types.resource_catalogue import Catalogue

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}")


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return an object that has the properties of both, those of the first if both have one."""
    found = {**other, **one}
    for name in one.keys() & other.keys():
        if isinstance(one[name], dict) and isinstance(other[name], dict):
            found[name] = merged(one[name], other[name])
    return found


class Types:
    """Base types, and where in the tree of paths there are objects of a type."""

    def __init__(
        self, root: Node, catalogue: Catalogue, same: Iterable[frozenset[str]] = ()
    ) -> None:
        """Take in a tree; in each set of `same` are types whose objects share their ids."""
        self._catalogue = catalogue
        self._same = tuple(same)
        self.shown: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        """What pages show of objects, by their types."""
        self._holding: defaultdict[str, list[Node]] = defaultdict(list)
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for node in root.all():
            self._note_shown(node)
            for type_ in node.types:
                self._holding[type_].append(node)
                if node.path.endswith(KEY):
                    self._named[node.path.split("/")[-2]].add(type_)

    def _note_shown(self, node: Node) -> None:
        for item in (item for found in node.exchanges.values() for item in found):
            single = [item.value] if item.elements is None else item.elements
            for value in single if item.type and not item.is_error else ():
                if isinstance(value, dict) and "error" not in value:
                    kind = str(value.get("@odata.type", item.type)).removeprefix("#")
                    own = {name: part for name, part in value.items() if "@odata." not in name}
                    self.shown[kind] = merged(self.shown[kind], own)

    def lineage(self, type_: str) -> tuple[str, ...]:
        """Return a type and its base types."""
        found = self._catalogue.find(type_) if type_ else None
        return (type_, *found.ancestors) if found else (type_,)

    def is_type(self, name: str) -> bool:
        """Return True if a page describes a type of that name."""
        return self._catalogue.find(name) is not None

    def fitting(self, type_: str, name: str, shown: Any) -> Any:
        """Return a value that the page of the type allows for a property: `shown` if it is one."""
        words = self.words(type_, name)
        if words and isinstance(shown, str) and shown not in words:
            return words[0]
        if isinstance(shown, str) and self._is_time(type_, name) and not _TIME.match(shown):
            return "2021-01-01T00:00:00Z"
        return shown

    def words(self, type_: str, name: str) -> tuple[str, ...]:
        """Return the only values that the page of a type lists for a property."""
        found = self._catalogue.find(type_) if type_ else None
        listed = found.listed.get(name) if found else None
        stated = self._stated(type_, name)
        if stated.choices and not stated.is_open:
            return stated.choices
        return listed.values if listed and not listed.is_open else ()

    def _is_time(self, type_: str, name: str) -> bool:
        return "date-time" in self._stated(type_, name).format

    def _stated(self, type_: str, name: str) -> DeclaredType:
        found = self._catalogue.find(type_) if type_ else None
        stated = found.tabled.get(name) or found.properties.get(name) if found else None
        return stated.stated if stated else NOTHING

    def has_id(self, type_: str) -> bool:
        """Return True if objects of a type have the property `id`."""
        found = self._catalogue.find(type_) if type_ else None
        return found is not None and "id" in found.properties

    def fits(self, one: str, other: str) -> bool:
        """Return True if an object of one type may be of the other one."""
        is_same = any({one, other} <= types for types in self._same)
        return is_same or one in self.lineage(other) or other in self.lineage(one)

    def nodes(self, type_: str) -> Iterator[Node]:
        """Yield the nodes of objects of a type or of its base types."""
        for name in self.lineage(type_):
            yield from self._holding.get(name, ())

    def of_ids(self, nodes: tuple[Node, ...]) -> set[str]:
        """Return the types of what is in the collection at nodes of one path."""
        found = {type_ for node in nodes if node.key for type_ in node.key.types}
        return found or self._named[nodes[0].path.rpartition("/")[2]]

    def entity_set(self, type_: str) -> Node | None:
        """Return the collection of the whole service in which objects of a type are, or None.

        It is below no object, such as `/me` or `/drive`.
        """
        sets = [
            node
            for node in self._holding.get(type_, ())
            if node.path.endswith(KEY)
            and node.path.count(KEY) == 1
            and not any(above.types for above in node.all_above())
            and node.methods
        ]
        return min(sets, key=lambda node: (node.path.count("/"), node.path), default=None)
