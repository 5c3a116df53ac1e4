"""Property tables of a resource page, in any language."""

from collections.abc import Iterable, Iterator

from docreplay.lint.subject import PageSubject
from docreplay.model.markup.markup import Cell, Heading, Table
from docreplay.model.types.property_names import property_name
from docreplay.model.types.property_tables import PROPERTY_ANCHORS, RELATIONSHIP_ANCHORS


def property_tables(subject: PageSubject, *, relationships: bool = True) -> tuple[Table, ...]:
    """Return the tables below headings with the anchors of properties or relationships.

    Translated headings usually keep the anchors of their source.
    """
    wanted = PROPERTY_ANCHORS | RELATIONSHIP_ANCHORS if relationships else PROPERTY_ANCHORS
    return tuple(table for table in subject.tables if table.anchor in wanted)


def rows_of_properties(subject: PageSubject) -> Iterator[tuple[Table, Cell]]:
    """Yield the first cells of the rows that list properties, each with its table.

    These are the rows of the first table below the heading, and of those like it.

    A later table with a different first column lists something else, such as values of a property.
    """
    firsts: dict[Heading | None, str] = {}
    for table in property_tables(subject, relationships=False):
        first = table.header[0].content.strip().lower()
        if firsts.setdefault(table.heading, first) == first:
            yield from ((table, row[0]) for row in table.body)


def described(tables: Iterable[Table]) -> frozenset[str]:
    """Return the names in the first columns, in lower case, without markup and notes.

    A name has no blanks: of several words, the first one is taken, too.
    """
    rows = (row for table in tables for row in table.body)
    names = [property_name(row[0].content).lower() for row in rows]
    return frozenset([*names, *(property_name(name.split()[0]) for name in names if " " in name)])
