"""What one page documents of an API."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from docreplay.model.api.api_tables import ApiTable, TableRole
from docreplay.model.api.api_version import version_of
from docreplay.model.api.operation import Operation, operation_of
from docreplay.model.exchange import Exchange, Resource, Suppression
from docreplay.model.location import Location, Range
from docreplay.model.markup.block import Block
from docreplay.model.markup.source_map import SourceMap
from docreplay.model.page import PageId
from docreplay.model.types.documented_rows import DocumentedRow

_KEY = re.compile(r'"([\w@.$-]+)"\s*:')
_UNNAMED = frozenset({"ignored", "plain", "example", "samples"})
"""Kinds of blocks whose annotation, if there is one, names no type."""
_TYPE = re.compile(r'"@odata\.type"\s*:\s*"#?([\w.]+)"')


@dataclass(frozen=True, slots=True)
class PlacedOperation:
    """An operation, and the line of the page that documents it."""

    operation: Operation
    range: Range


@dataclass(frozen=True, slots=True)
class PlacedStatus:
    """A status line that a page shows, and whether a body follows it."""

    status: int
    range: Range
    has_body: bool


@dataclass(frozen=True, slots=True)
class PageWords:
    """The text of a page without code blocks and comments, which are blank; and its places."""

    text: str
    places: SourceMap

    def range(self, start: int, end: int) -> Range:
        """Return the place of a stretch of the text."""
        return self.places.range(start, end)


@dataclass(frozen=True, eq=False, kw_only=True)
class DocumentedPage:
    """What one page documents: operations or resource types, and tables about them."""

    page: PageId
    title: str = ""
    title_range: Range
    operations: tuple[PlacedOperation, ...] = ()
    """Of an operation with several paths each; each once."""
    exchanges: tuple[Exchange, ...] = ()
    statuses: tuple[PlacedStatus, ...] = ()
    resources: tuple[Resource, ...] = ()
    tables: tuple[ApiTable, ...] = ()
    """All tables of the page and of the files that it includes."""
    owners: Mapping[int, int] = field(default_factory=dict)
    """On a page with several resource types: the index of a table, and of the type it is about."""
    suppressions: tuple[Suppression, ...] = ()
    prose: PageWords
    headings: tuple[tuple[int, int, int], ...] = ()
    """Level, offset and line of each heading that is not one of a tab."""
    blocks: tuple[Block, ...] = ()
    """The code blocks of the page, annotated or not."""
    is_shortened: bool = False
    """Whether the page says that its examples leave members out."""
    deprecated: Range | None = None
    """Where the page says that all that it documents is deprecated."""

    @property
    def path(self) -> str:
        """The path of the page."""
        return self.page.path

    @cached_property
    def version(self) -> str:
        """The version of the API by the page's folders, or `""`."""
        return version_of(self.page.key)

    @property
    def location(self) -> Location:
        """The place of the title."""
        return self.title_range.start

    @property
    def name(self) -> str:
        """The key of the page without its version: what a moved page keeps, if anything."""
        return self.page.key.rpartition("/")[2]

    @cached_property
    def roles(self) -> tuple[TableRole, ...]:
        """What each table documents; a page may describe an operation, and types as well."""
        return tuple(self._role(table) for table in self.tables)

    def _role(self, table: ApiTable) -> TableRole:
        role = table.role(is_operation=True) if self.operations else ""
        if role or (self.operations and not self.resources):
            return role or table.described_role
        return table.role(is_operation=False)

    @cached_property
    def handled(self) -> frozenset[str]:
        """The types of the objects in its examples, in lower case, without namespace.

        Annotations name them, or the bodies themselves (OData JSON Format 4.01 §4.6.3).
        """
        return frozenset(
            name.rpartition(".")[2].lower() for item in self.exchanges for name in _types(item)
        )

    @cached_property
    def requested(self) -> tuple[Operation, ...]:
        """The operations that its examples request, whatever paths it lists."""
        requests = (item.request for item in self.exchanges)
        return tuple(operation_of(item.method, item.target) for item in requests)

    def may_omit(self, start: str) -> bool:
        """Return True if the paths that the page lists may lack a beginning."""
        return start in self._omitted_starts or "" in self._omitted_starts

    @cached_property
    def _omitted_starts(self) -> frozenset[str]:
        """The beginnings of paths that it omits where it lists them, and its examples have.

        `/me/drive/items/{}`, if it lists `/workbook/tables` and requests
        `/me/drive/items/{id}/workbook/tables`. `""` if an example has one before a path that only
        begins as a listed one does, so that each beginning may be meant.
        """
        listed = {item.operation.key for item in self.operations}
        requested = {item.key for item in self.requested} - listed
        pairs = [
            (path, full) for method, path in listed for other, full in requested if method == other
        ]
        exact = {full.removesuffix(path) for path, full in pairs if full.endswith(path)}
        if exact:
            return frozenset(exact)
        return frozenset({""} if any(_has_beginning(*pair) for pair in pairs) else ())

    @cached_property
    def shown_names(self) -> frozenset[str]:
        """The names of JSON in all its code blocks, in lower case."""
        return frozenset(name for item in self.blocks for name in _names(item))

    def shows(self, names: Collection[str]) -> bool:
        """Return True if a code block that is not of a named type has most of some names."""
        plain = (item for item in self.blocks if item.kind in _UNNAMED)
        return any(len(_names(item).intersection(names)) * 5 >= len(names) * 4 for item in plain)

    def tables_of(self, role: TableRole) -> Iterator[ApiTable]:
        """Yield the tables of a role."""
        return (table for table, own in zip(self.tables, self.roles, strict=True) if own == role)

    def text_of(self, *roles: TableRole) -> tuple[tuple[TableRole, str], ...]:
        """Return the tables of some roles as written, by which pages are compared quickly."""
        return tuple(
            (own, table.text)
            for table, own in zip(self.tables, self.roles, strict=True)
            if own in roles
        )

    def rows(self, role: TableRole) -> Mapping[str, DocumentedRow]:
        """Return the rows of a role by name in lower case; the first of equal ones counts."""
        found: dict[str, DocumentedRow] = {}
        for table in self.tables_of(role):
            for row in table.rows:
                found.setdefault(row.name.lower(), row)
        return found

    def rows_described(self, name: str, role: TableRole) -> Iterator[DocumentedRow]:
        """Yield the rows of a role in the tables below a heading that names a type."""
        for table in self.tables_of(role):
            if table.described == name:
                yield from table.rows

    def rows_about(self, resource: int, role: TableRole) -> Iterator[DocumentedRow]:
        """Yield the rows of a role in the tables about a resource type, by its index."""
        for index, (table, own) in enumerate(zip(self.tables, self.roles, strict=True)):
            if own == role and self.owners.get(index, 0) == resource:
                yield from table.rows


def _has_beginning(listed: str, requested: str) -> bool:
    """Return True if a requested path has the first two segments of a listed one further on."""
    first = "/".join(listed.split("/")[:3])
    return first.count("/") > 1 and f"{first}/" in requested[1:]


def _names(block: Block) -> frozenset[str]:
    """Return the names of JSON in a code block, in lower case."""
    return frozenset(name.lower() for name in _KEY.findall(block.text.text))


def _types(exchange: Exchange) -> Iterator[str]:
    annotation = exchange.response_annotation
    if annotation and annotation.type:
        yield annotation.type
    for message in (exchange.request, exchange.response):
        named = _TYPE.search(message.body.text) if message and message.body else None
        if named:
            yield named[1]
