"""Properties that tables of a page declare: types, allowed values, whether they are required."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from docreplay.model.location import Location
from docreplay.model.markup.markup import Cell, Table
from docreplay.model.types.declared_types import DeclaredType, declared_in_cell
from docreplay.model.types.declared_values import FUTURE, AllowedValues, allowed_values
from docreplay.model.types.documented_rows import DocumentedRow
from docreplay.model.types.property_names import property_name

PROPERTY_ANCHORS = frozenset(
    {"properties", "property", "eigenschaften", "propiedades", "propriétés", "propriedades"}
    | {"proprietà", "eigenschappen", "właściwości", "свойства", "özellikler"}
    | {"属性", "屬性", "プロパティ", "속성"}
)
RELATIONSHIP_ANCHORS = frozenset(
    {"relationships", "relationship", "navigation-properties", "beziehungen", "relaciones"}
    | {"relations", "relações", "relazioni", "关系", "關聯性", "リレーションシップ", "관계"}
)
"""Anchors of the headings above tables of properties, in the languages of documentation.

A translated heading usually keeps the anchor of its source.
"""
_TABLED = PROPERTY_ANCHORS | RELATIONSHIP_ANCHORS
_MEMBERS = re.compile(r"(.+?)-(?:values|members|enumeration|enum)")
"""Anchors of the headings above tables that list the members of an enumeration."""
_MEMBER_COLUMNS = frozenset({"member", "members", "value", "values", "member name"})
_REQUIRED = re.compile(
    r"\bnot[ -]nullable\b|\bnon[ -]nullable\b|\bnullable\s*[:=]\s*(?:false|no)\b"
    r"|\b(?:can(?:not|'t| not)|must not|(?:is|are) never|never) (?:be )?null\b"
    r"|(?:^|[.;:(>*]\s*)required\**\s*(?:[.;,)<]|$)",
    re.IGNORECASE,
)
_REQUIRED_WORDS = (
    "required|mandatory|erforderlich|pflichtfeld|obligatorisch|obligatoire|requise?|obligatori[oa]"
    "|requerid[oa]|obrigatóri[oa]|vereist|verplicht|wymagan[ye]|zorunlu|обязательно[ей]?|обязательный"
)
_TRANSLATED_REQUIRED = re.compile(
    rf"(?:^|[.;:(>*|]\s*)\**(?:{_REQUIRED_WORDS})\**\s*(?:[.;,)<|]|$)"
    r"|(?:^|[.;:(>*|。]\s*)\**(?:必需|必填|必须|必須|필수)\**\s*(?:項目|项)?(?:[.;,)<|。]|$)"
    r"|\blässt keine null-?werte zu|\bdarf nicht null sein|\bkeine null-?werte\b"
    r"|\bno (?:admite valores null|puede ser null|acepta valores null)\b|\bnon nullable\b"
    r"|\bne peut pas être null|\bn['’]accepte pas (?:les )?valeurs? null"
    r"|\bnão (?:pode ser null|anulável)|\bnon può essere null|不(?:能|可)为\s*(?:null|空)"
    r"|null にできません|null\s*일 수 없",
    re.IGNORECASE,
)
"""What other languages say where English says that a property is required or not nullable."""
_OF_TYPE = re.compile(
    r"\bnot null\b|\brequired\b|\bnon-?nullable\b|\bnot nullable\b", re.IGNORECASE
)
"""What says so in the column of types."""
_REQUIRED_TITLES = frozenset(
    {"required", "mandatory", "erforderlich", "pflicht", "pflichtfeld", "obligatoire", "requis"}
    | {"obligatorio", "requerido", "obligatório", "obrigatório", "obbligatorio", "vereist"}
    | {"必需", "必填", "必须", "是否必填", "是否必需", "是否必须", "必須", "필수", "обязательный"}
)
_YES = frozenset(
    {"yes", "true", "required", "✓", "✔", "x", "y", "ja", "oui", "sí", "si", "sì", "sim", "да"}
    | {"是", "はい", "必須", "예", "erforderlich", "必需", "必填"}
)
_NO = frozenset({"no", "false", "n"})
_TYPE_WORD = re.compile(r"[A-Za-z][\w.]*")


@dataclass(frozen=True, eq=False)
class Property(ABC):
    """A property that a resource page declares, and where.

    Of most properties, only the names are compared; the rest is computed when it is first used.
    """

    name: str

    @abstractmethod
    def _declare(self) -> DeclaredType: ...

    @abstractmethod
    def _place(self) -> Location: ...

    @cached_property
    def stated(self) -> DeclaredType:
        """The declared type."""
        return self._declare()

    @property
    def location(self) -> Location:
        """Place of the declaration on the page of the resource."""
        return self._place()

    @property
    def is_required(self) -> bool:
        """True if the page says that it is required, or not nullable."""
        return False

    @property
    def is_nullable(self) -> bool:
        """True if the page says that it may be null."""
        return False


@dataclass(frozen=True, eq=False)
class CompletedProperty(Property):
    """A property whose type is known better than its own declaration states it."""

    declared: Property
    type: DeclaredType

    def _declare(self) -> DeclaredType:
        return self.type

    def _place(self) -> Location:
        return self.declared.location


@dataclass(frozen=True, eq=False)
class _Row(Property):
    """A row of a table of properties."""

    table: Table
    cells: Sequence[Cell]
    members: Mapping[str, AllowedValues]

    def _declare(self) -> DeclaredType:
        return _stated(self.cells, self.members)

    def _place(self) -> Location:
        return self.table.range(self.cells[0]).start

    @cached_property
    def is_required(self) -> bool:
        """True if the page says that it is required, or not nullable."""
        return _is_required(self.table.header, self.cells)

    @cached_property
    def is_nullable(self) -> bool:
        """True if the page says that it may be null."""
        row = DocumentedRow(self.name, self.table, tuple(self.cells))
        return row.is_nullable is True and not self.is_required


def rows_of(tables: Sequence[Table]) -> Iterator[Property]:
    """Yield the rows of the tables of properties: names in the first column, types in the second.

    A table of the members of an enumeration says what properties of that type may be.
    """
    members = dict(_enumerations(tables))
    for table in tables:
        if table.anchor in _TABLED:
            yield from _rows(table, members)


def _rows(table: Table, members: Mapping[str, AllowedValues]) -> Iterator[Property]:
    for row in table.body:
        name = property_name(row[0].content)
        if name.split() == [name]:
            yield _Row(name, table, row, members)


def _stated(row: Sequence[Cell], members: Mapping[str, AllowedValues]) -> DeclaredType:
    """Return the declared type, with the values that the row or a table of members allows."""
    cell = row[1].content if len(row) > 1 else ""
    stated = declared_in_cell(cell) if cell else DeclaredType()
    allowed = allowed_values(_description(row)) or members.get(_type_word(cell))
    if allowed is None:
        return stated
    part = stated.items or stated
    part = replace(part, choices=allowed.values, is_open=allowed.is_open)
    return replace(stated, items=part) if stated.items else part


def _description(row: Sequence[Cell]) -> str:
    """Return what a row says behind the name and the type."""
    return " | ".join(cell.content for cell in row[2:])


def _type_word(cell: str) -> str:
    """Return the name of the type in a cell, without its namespace, in lower case."""
    words = (word for word in _TYPE_WORD.findall(cell) if word.lower() != "collection")
    return next(words, "").rpartition(".")[2].lower()


def _enumerations(tables: Iterable[Table]) -> Iterator[tuple[str, AllowedValues]]:
    """Yield the enumerations whose members have a table of their own, by name in lower case."""
    for table in tables:
        named = _MEMBERS.fullmatch(table.anchor)
        if named and table.header[0].content.strip("*` ").lower() in _MEMBER_COLUMNS:
            names = [row[0].content.strip('`*_" ') for row in table.body]
            values = tuple(filter(None, names))
            if values and not any(char.isspace() for name in values for char in name):
                yield named[1].replace("-", ""), AllowedValues(values, FUTURE in values)


def _is_required(header: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Return True if the row says that the property is required, or not nullable."""
    said = _description(row)
    if _REQUIRED.search(said) or _TRANSLATED_REQUIRED.search(said):
        return True
    if len(row) > 1 and _OF_TYPE.search(row[1].content):
        return True
    for above, cell in zip(header, row, strict=False):
        title = above.content.strip("*` ").lower()
        word = cell.content.strip("*`. ").lower()
        if (title in _REQUIRED_TITLES and word in _YES) or (title == "nullable" and word in _NO):
            return True
    return False
