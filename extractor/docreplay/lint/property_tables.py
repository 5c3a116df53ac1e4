"""Which tables of a resource page list its properties, in any language."""

from collections.abc import Iterable, Iterator

from docreplay.lint.subject import Subject
from docreplay.model.block import Heading
from docreplay.model.table import Cell, Table

_PROPERTIES = frozenset({"properties", "property"})
_RELATIONSHIPS = frozenset({"relationships", "relationship", "navigation-properties"})


def property_tables(subject: Subject, *, relationships: bool = True) -> tuple[Table, ...]:
    """The tables below the headings whose anchors say properties or relationships.

    A translated heading keeps the anchor of its source, so no title has to be understood.
    """
    wanted = _PROPERTIES | _RELATIONSHIPS if relationships else _PROPERTIES
    return tuple(
        table for table in subject.tables if table.heading and table.heading.anchor in wanted
    )


def rows_of_properties(subject: Subject) -> Iterator[tuple[Cell, ...]]:
    """The rows that list properties: those of the first table below the heading, and its like.

    A later table with another first column lists something else, such as the values of a property.
    """
    firsts: dict[Heading | None, str] = {}
    for table in property_tables(subject, relationships=False):
        first = table.header[0].text.strip().lower()
        if firsts.setdefault(table.heading, first) == first:
            yield from table.rows


def described(tables: Iterable[Table]) -> frozenset[str]:
    """The names in the first column, in lower case and without markup."""
    rows = (row for table in tables for row in table.rows)
    return frozenset(row[0].text.partition("]")[0].strip("[`*_ ").lower() for row in rows)
