"""The documented API of a tree of pages: operations, types and enumerations, found by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from docreplay.model.api.api_tables import ApiTable
from docreplay.model.api.documented_member import Member, ShownMember
from docreplay.model.api.documented_page import DocumentedPage, PlacedOperation
from docreplay.model.exchange import Resource
from docreplay.model.location import Range
from docreplay.model.types.documented_rows import DocumentedRow, is_guid, rows_in
from docreplay.model.types.resource_skeleton import members_of

Key = tuple[str, str]
"""Version of the API (`""` if folders do not name any), and a name in lower case."""

_KIND_OF_PAGE = re.compile(
    r"\s*(?:\b(?:complex|entity|enum(?:eration)?|resource|facet|abstract|object)\b\s*)*"
    r"(?:\btypes?|\bfacet|\bresource|\bobject|\benum(?:eration)?)(?:\s*\(deprecated\))?\s*$",
    re.IGNORECASE,
)
"""What follows the name of a type in the title of its page: `event resource type`."""
_DEEPEST = 20


@dataclass(frozen=True, eq=False, kw_only=True)
class DocumentedType:
    """A resource type that a page documents, without what it inherits."""

    name: str
    page: DocumentedPage
    index: int = 0
    """Which of the resources of its page it is."""
    resource: Resource | None = None
    table: ApiTable | None = None
    """The first table below the heading that names it, if one does."""

    @property
    def range(self) -> Range:
        """The place of its annotation or of its table, or of the title of its page."""
        if self.table:
            return self.table.table.range(self.table.table.header[0])
        return self.resource.annotation.range if self.resource else self.page.title_range

    @cached_property
    def short_name(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(".")[2]

    @property
    def key(self) -> Key:
        """Version and name, by which descriptions of one type are found."""
        return self.page.version, self.short_name.lower()

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The names of its base types without namespace, in lower case."""
        if self.resource is None:
            return ()
        base = self.resource.annotation.text("baseType")
        named = [base] if base else [item.name for item in self.resource.inherits]
        return tuple(dict.fromkeys(name.rpartition(".")[2].lower() for name in named))

    @cached_property
    def relationships(self) -> Mapping[str, Member]:
        """The rows of the tables of relationships, by name in lower case."""
        return {} if self.table else _first(self.page.rows_about(self.index, "relationship"))

    @cached_property
    def properties(self) -> Mapping[str, Member]:
        """The properties by name in lower case: rows of tables, or else those of the JSON."""
        if self.table:
            return _first(self.page.rows_described(self.name, "property"))
        rows = _first(self.page.rows_about(self.index, "property"))
        if rows:
            return rows
        return {name: item for name, item in self.shown.items() if name not in self.relationships}

    @cached_property
    def shown(self) -> Mapping[str, Member]:
        """The properties of the JSON skeleton."""
        if self.resource is None:
            return {}
        items = members_of(self.resource)
        shown = (item for item in items if "@" not in item.name and not is_guid(item.name))
        return {item.name.lower(): ShownMember(item) for item in shown}

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """Properties and relationships."""
        return {**self.relationships, **self.properties}


@dataclass(frozen=True, eq=False, kw_only=True)
class DocumentedEnumeration:
    """An enumeration whose members have a table."""

    name: str
    page: DocumentedPage
    table: ApiTable

    @property
    def key(self) -> Key:
        """Version and name, by which tables of one enumeration are found."""
        return self.page.version, self.name.lower()

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """The members by name in lower case."""
        return _first(rows_in(self.table.table))

    @property
    def range(self) -> Range:
        """The place of the table."""
        return self.table.table.range(self.table.table.header[0])

    @cached_property
    def is_open(self) -> bool:
        """True if its page says that members may be added."""
        return "unknownfuturevalue" in self.members


class DocumentedApi:
    """What a tree of pages documents."""

    def __init__(self, pages: Iterable[DocumentedPage]) -> None:
        self.pages: Mapping[str, DocumentedPage] = {item.page.key: item for item in pages}

    @cached_property
    def operations(
        self,
    ) -> Mapping[tuple[str, str, str], list[tuple[DocumentedPage, PlacedOperation]]]:
        """The operations by version, method and template of the path."""
        found: defaultdict[tuple[str, str, str], list[tuple[DocumentedPage, PlacedOperation]]]
        found = defaultdict(list)
        for page in self.pages.values():
            for item in page.operations:
                found[page.version, *item.operation.key].append((page, item))
        return found

    @cached_property
    def type_descriptions(self) -> Mapping[Key, list[DocumentedType]]:
        """All descriptions of each resource type, by version and name without namespace."""
        found: defaultdict[Key, list[DocumentedType]] = defaultdict(list)
        for page in self.pages.values():
            for item in _types(page):
                found[item.key].append(item)
        return found

    @cached_property
    def types(self) -> Mapping[Key, DocumentedType]:
        """The first description of each resource type."""
        return {key: found[0] for key, found in self.type_descriptions.items()}

    @cached_property
    def enumeration_tables(self) -> Mapping[Key, list[DocumentedEnumeration]]:
        """All tables of each enumeration, by version and name."""
        found: defaultdict[Key, list[DocumentedEnumeration]] = defaultdict(list)
        for page in self.pages.values():
            for item in _enumerations(page):
                found[item.key].append(item)
        return found

    @cached_property
    def enumerations(self) -> Mapping[Key, DocumentedEnumeration]:
        """The first table of each enumeration."""
        return {key: found[0] for key, found in self.enumeration_tables.items()}

    def ancestors(self, item: DocumentedType) -> Iterator[tuple[str, DocumentedType | None]]:
        """Yield the names of the base types, nearest first, each with its description."""
        seen: set[str] = set()
        waiting = list(item.bases)
        while waiting and len(seen) < _DEEPEST:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            found = self.types.get((item.page.version, name))
            yield name, found
            waiting.extend(found.bases if found else ())

    def described_elsewhere(self, item: DocumentedType) -> Mapping[str, Member]:
        """Return the members of a type that other pages, or those of its base types, describe."""
        others = (
            other
            for other in self.type_descriptions.get(item.key, ())
            if other.page is not item.page
        )
        found = dict(self.inherited(item))
        for other in others:
            found.update({**other.members, **self.inherited(other)})
        return found

    def inherited(self, item: DocumentedType) -> Mapping[str, Member]:
        """Return the members that a type has from its base types, as far as they are described."""
        found: dict[str, Member] = {}
        for name, _ in self.ancestors(item):
            for base in self.type_descriptions.get((item.page.version, name), ()):
                found = {**base.members, **found}
        return found


def _types(page: DocumentedPage) -> Iterator[DocumentedType]:
    for index, resource in enumerate(page.resources):
        yield DocumentedType(name=resource.type, page=page, index=index, resource=resource)
    if page.operations and not page.resources:
        yield from _described(page)
    if page.resources or page.operations:
        return
    name = title_name(page.title)
    if name and any(role in ("property", "relationship") for role in page.roles):
        yield DocumentedType(name=name, page=page)


def _described(page: DocumentedPage) -> Iterator[DocumentedType]:
    """Yield the types that headings of a page with operations name."""
    names: set[str] = set()
    for table in page.tables_of("property"):
        if table.described and table.described not in names:
            names.add(table.described)
            yield DocumentedType(name=table.described, page=page, table=table)


def title_name(title: str) -> str:
    """Return the name of the type in a title such as `event resource type`, or `""`."""
    name = _KIND_OF_PAGE.sub("", title.strip("*`# ")).strip("*` ")
    return name if name and " " not in name else ""


def _enumerations(page: DocumentedPage) -> Iterator[DocumentedEnumeration]:
    for table in page.tables_of("value"):
        named = table.enumeration or title_name(page.title)
        if page.operations and not page.resources:
            named = table.described
        if named:
            yield DocumentedEnumeration(name=named, page=page, table=table)


def _first(rows: Iterable[DocumentedRow]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for row in rows:
        found.setdefault(row.name.lower(), row)
    return found
