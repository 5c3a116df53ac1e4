"""Types of a service as its own description (CSDL or OpenAPI) declares them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Kinds = frozenset[str]
"""JSON Schema type names; none if any value is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataProperty:
    """A declared property."""

    kinds: Kinds = frozenset()
    members: tuple[str, ...] = ()
    """Members of its enumeration."""
    is_nullable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataType:
    """A declared type of objects, without what it inherits."""

    name: str
    properties: Mapping[str, MetadataProperty] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    is_open: bool = False


class Metadata:
    """The declared types, found by name: exactly, ignoring case, or by the last part of it."""

    def __init__(self, types: Mapping[str, MetadataType], file: str = "") -> None:
        self.file = file
        self._types = types
        self._names: dict[str, str] = {}
        for name in types:
            self._names.setdefault(name.rpartition(".")[2].lower(), name)
        self._names.update((name.lower(), name) for name in types)
        self._is_bare = not any("." in name for name in types)

    def find(self, name: str) -> MetadataType | None:
        """Return a type; its name in OpenAPI often lacks the namespace."""
        folded = name.lower()
        known = self._names.get(folded)
        if known is None and (self._is_bare or "." not in name):
            known = self._names.get(folded.rpartition(".")[2])
        return self._types.get(known) if known else None

    def properties(self, found: MetadataType) -> Mapping[str, MetadataProperty]:
        """Return the properties of a type with those of its bases."""
        merged: dict[str, MetadataProperty] = {}
        for item in self._lineage(found):
            for name, declared in item.properties.items():
                merged.setdefault(name, declared)
        return merged

    def is_open(self, found: MetadataType) -> bool:
        """Return True if the type or one of its bases allows other properties."""
        return any(item.is_open for item in self._lineage(found))

    def _lineage(self, found: MetadataType) -> Iterator[MetadataType]:
        seen: set[str] = set()
        waiting = [found.name]
        while waiting:
            item = self._types.get(waiting.pop(0))
            if item and item.name not in seen:
                seen.add(item.name)
                yield item
                waiting.extend(item.bases)
