"""What a page says about a place of a body, before any response was seen.

Each answer is True, False, or None where the page does not say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docreplay.model.body.body_schema import BodySchema
from docreplay.model.body.shape import ELEMENT, ENTRY, Shape, keeps, name_in
from docreplay.model.types.declared_values import is_allowed
from docreplay.model.types.resource_catalogue import EMPTY, Catalogue
from docreplay.model.types.resource_schema import declared_property, is_entry, nested_schema
from docreplay.model.types.resource_type import ResourceType

_ALIKE = {"timestamp": ("date-time", "date")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a page says about one place."""

    schema: BodySchema | None = None
    """None if the page does not document the place."""
    catalogue: Catalogue = EMPTY
    is_unshown: bool = False
    """True if objects of the examples lack the member, and need not leave anything out."""
    is_demanded: bool = False
    """True if the page says that responses have the member."""
    is_always: bool = False
    """True if the page says that every object has it, and not only the one that it shows."""
    is_optional: bool = False
    """True if the page says that a member may be missing."""
    owner: ResourceType | None = None
    """The described type that has the member."""
    name: str = ""
    examples: Shape | None = None
    """What other documented examples show at the place."""
    collection: str = ""
    """Name of the member that an annotation declares to be a collection."""
    is_collection: bool = False
    """True if the place is that member."""

    @property
    def is_documented(self) -> bool:
        """True if the page documents the place."""
        return self.schema is not None or self.examples is not None

    @property
    def is_map(self) -> bool:
        """True if the page says that the names of the members are data."""
        return self.schema is not None and self.schema.values is not None

    def is_entry(self, name: str) -> bool:
        """Return True if the page says that a member of that name is an entry of a map."""
        return self.is_map and self.schema is not None and is_entry(self.schema, name)

    def below(self, step: str) -> "Stated":
        """Return what the page says about the elements, the entries, or a member."""
        examples = self.examples and _part(self.examples, step)
        if step == ELEMENT:
            found = Stated(schema=self.schema and self.schema.items, catalogue=self.catalogue)
        elif step == ENTRY:
            found = Stated(schema=self.schema and self.schema.values, catalogue=self.catalogue)
        else:
            found = self._member(name_in(step))
        return replace(found, examples=examples)

    def _member(self, name: str) -> "Stated":
        schema = self.schema
        if schema is None:
            return Stated(catalogue=self.catalogue)
        resource, part = schema.resource, schema.properties.get(name)
        is_demanded = name in (schema.required | schema.promised)
        if part is None and resource and (declared := declared_property(schema, name)):
            part = nested_schema(declared, resource, self.catalogue)
        is_promised = resource is not None and name in resource.properties
        shown = self.examples
        is_unshown = bool(shown and shown.number("object") and name not in shown.members)
        return Stated(
            schema=part,
            catalogue=self.catalogue,
            is_unshown=is_unshown and not schema.is_open,
            is_demanded=is_demanded and not (part and part.is_null_shown),
            is_always=is_demanded and (not schema.is_single or is_promised),
            is_optional=part is not None and not is_demanded,
            owner=resource if part else None,
            name=name,
            is_collection=(bool(name) and name == self.collection) or _is_value_of(schema, name),
        )

    def allows_kind(self, kind: str) -> bool | None:
        """Return whether the page allows values of a type (a name of JSON Schema)."""
        if self.examples and self.examples.number(kind):
            return True
        schema = self.schema
        if schema is None:
            return None
        if schema.is_unchecked:
            return True
        if kind == "null":
            return self._allows_null(schema)
        if not schema.kinds - {"null"}:
            return None
        return kind in schema.kinds or (kind == "integer" and "number" in schema.kinds)

    def _allows_null(self, schema: BodySchema) -> bool | None:
        if schema.is_null_refused:
            return False
        if "null" in schema.kinds or schema.is_null_shown:
            return True
        if self.owner and self.owner.allows_null(self.name):
            return True
        if self.owner and self.owner.refuses_null(self.name):
            return False
        return False if self._is_collection_of(schema) else None

    def _is_collection_of(self, schema: BodySchema) -> bool:
        """Return True for a collection, which is never null (OData JSON Format 4.01 §4.5).

        A list that only an example shows may be something else.
        """
        is_typed = self.owner is not None or (schema.items and schema.items.resource)
        return "array" in schema.kinds and bool(self.is_collection or is_typed)

    @property
    def is_contradicted(self) -> bool:
        """True if the examples show no member that the page demands otherwise."""
        return self.is_demanded and self.is_unshown and self.examples is None

    def allows_format(self, name: str) -> bool | None:
        """Return whether the page allows strings of a format; `""` is any other string."""
        schema = self.schema
        if schema is None or not schema.format or not schema.is_format_certain:
            return True if self.examples and self._shows_format(name) else None
        return name == schema.format or name in _ALIKE.get(schema.format, ())

    def _shows_format(self, name: str) -> bool:
        shown = self.examples
        if shown is None or not shown.number("string"):
            return False
        return name in shown.formats or (
            not name and sum(shown.formats.values()) < shown.number("string")
        )

    def shows_format(self, name: str) -> bool:
        """Return True if the example has the format, even if that may be a coincidence."""
        return self.schema is not None and self.schema.format == name

    def allows_word(self, word: str) -> bool | None:
        """Return whether the page allows a member of an enumeration."""
        schema = self.schema
        if self.examples and word in self.examples.words:
            return True
        if schema is None or not schema.choices:
            return None
        return schema.is_choice_open or is_allowed(word, schema.choices)

    @property
    def lists_words(self) -> bool:
        """True if the page lists all members of an enumeration."""
        return bool(self.schema and self.schema.choices and not self.schema.is_choice_open)

    @property
    def lists_plain_words(self) -> bool:
        """True if shapes keep all strings that the page lists, and all combinations of them."""
        choices = self.schema.choices if self.schema and self.lists_words else ()
        text = ", ".join(map(str, choices))
        return bool(choices) and keeps(text) and not any(map(str.isdigit, text))


def _is_value_of(schema: BodySchema, name: str) -> bool:
    """Return True for the collection of a response (OData JSON Format 4.01 §4.5.1, §12)."""
    return name == "value" and "@odata.context" in schema.properties


def _part(shape: Shape, step: str) -> Shape | None:
    if step == ELEMENT:
        return shape.items
    return shape.entries if step == ENTRY else shape.members.get(name_in(step))


def stated_at(stated: Stated, steps: Iterable[str]) -> Stated:
    """Return what a page says about the place at the end of the steps."""
    for step in steps:
        stated = stated.below(step)
    return stated
