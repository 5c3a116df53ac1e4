"""A resource type that pages describe, with what it inherits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from docreplay.model.location import Location
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.property_tables import Property


@dataclass(frozen=True, kw_only=True, eq=False)
class ResourceType:
    """A resource type with the properties of its base types."""

    name: str
    properties: Mapping[str, Property]
    """Properties of the JSON skeletons."""
    mentioned: Mapping[str, Property]
    """Properties that annotations name as the key, as optional or as nullable."""
    ancestors: tuple[str, ...]
    """Names of its base types, nearest first."""
    optional: frozenset[str]
    inherited: frozenset[str]
    """Properties of base types that only the text of a page names: nothing requires them."""
    nullable: frozenset[str] | None
    """None if the page does not declare which properties may be null: then all may."""
    key: str
    is_open: bool
    is_abstract: bool
    location: Location
    read_tables: Callable[[], Mapping[str, Property]]
    read_values: Callable[[], Mapping[str, AllowedValues]]

    @cached_property
    def tabled(self) -> Mapping[str, Property]:
        """Rows of the property and relationship tables; the pages are read on first use."""
        return self.read_tables()

    @cached_property
    def listed(self) -> Mapping[str, AllowedValues]:
        """Values that sentences of the pages list for properties; read on first use."""
        return self.read_values()

    def refuses_null(self, name: str) -> bool:
        """Return True if a page says that the property is never null.

        It is required or not nullable by a table, or missing in `nullableProperties`.
        """
        if self.nullable is not None:
            return name not in self.nullable
        row = self.tabled.get(name)
        return row is not None and row.is_required

    def allows_null(self, name: str) -> bool:
        """Return True if a page says that the property may be null.

        It is nullable by a table, or named in `nullableProperties`.
        """
        if self.nullable is not None:
            return name in self.nullable
        row = self.tabled.get(name)
        return row is not None and row.is_nullable

    def property(self, name: str) -> Property | None:
        """Return the property of that name, from a skeleton, a table or an annotation, or None.

        Tables are not read for control information (OData JSON Format 4.01 §4.6).
        """
        found = self.properties.get(name)
        if found is None and not name.startswith("@odata."):
            found = self.tabled.get(name)
        return found or self.mentioned.get(name)
