"""Members of documented types and messages, whether a table or a JSON example shows them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from docreplay.model.location import Location, Range
from docreplay.model.types.declared_types import DeclaredType
from docreplay.model.types.declared_values import FUTURE, AllowedValues
from docreplay.model.types.property_tables import Property


class Member(Protocol):
    """A property, parameter, header or value, and what its page says about it."""

    @property
    def name(self) -> str:
        """The name as written."""

    @property
    def range(self) -> Range:
        """The place of the name."""

    @property
    def raw(self) -> tuple[str, ...]:
        """What is written about it; members with the same text say the same."""

    @property
    def type(self) -> str:
        """The type in one spelling, or `""`."""

    @property
    def declared(self) -> DeclaredType:
        """The type as far as it is known what it means."""

    @property
    def values(self) -> AllowedValues | None:
        """The values that it may have."""

    @property
    def is_required(self) -> bool:
        """True if the page says that it is required."""

    @property
    def is_nullable(self) -> bool | None:
        """Whether it may be null; None if the page does not say."""

    @property
    def access(self) -> str:
        """`read-only`, `write-only`, or `""`."""

    @property
    def is_deprecated(self) -> bool:
        """True if the page says that it is deprecated."""


@dataclass(frozen=True, eq=False)
class ShownMember:
    """A member that only a JSON skeleton or example shows."""

    shown: Property

    @property
    def name(self) -> str:
        """The name as written."""
        return self.shown.name

    @cached_property
    def range(self) -> Range:
        """The place of the name."""
        start: Location = self.shown.location
        return Range.on_line(start, len(self.name) + 2)

    @cached_property
    def raw(self) -> tuple[str, ...]:
        """What is written about it."""
        return (self.name, repr(self.shown.stated))

    @cached_property
    def type(self) -> str:
        """The type in one spelling, or `""`."""
        return type_text(self.declared)

    @property
    def declared(self) -> DeclaredType:
        """The type as far as it is known what it means."""
        return self.shown.stated

    @cached_property
    def values(self) -> AllowedValues | None:
        """The values that it may have."""
        own = self.declared.items or self.declared
        choices = tuple(item for item in own.choices if item)
        return AllowedValues(choices, own.is_open or FUTURE in choices) if choices else None

    is_required = False
    is_nullable: bool | None = None
    access = ""
    is_deprecated = False


def type_text(declared: DeclaredType) -> str:
    """Return a declared type in words: its name, format or JSON kind, and `collection`."""
    if declared.items is not None:
        return f"{type_text(declared.items)} collection".strip()
    if "array" in declared.kinds:
        return "collection"
    if declared.type:
        return declared.type.removeprefix("microsoft.graph.").lower()
    return declared.format or "/".join(sorted(declared.kinds))
