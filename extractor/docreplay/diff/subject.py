"""Two versions of a documented API, and what belongs together in them."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from docreplay.diff.sections import paired_parts
from docreplay.model.api.api_change import Owner
from docreplay.model.api.documented_api import (
    DocumentedApi,
    DocumentedEnumeration,
    DocumentedType,
    Key,
)
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.api.operation import Operation

PagePair = tuple[DocumentedPage, DocumentedPage]


class TypePair(NamedTuple):
    """A resource type in both versions."""

    old: DocumentedType
    new: DocumentedType
    owner: Owner


class EndpointPair(NamedTuple):
    """The page of an operation in both versions."""

    old: DocumentedPage
    new: DocumentedPage
    owner: Owner


class ApiPair:
    """The old and the new version of an API.

    Pages that are equal in both are the same object, and are not compared.
    """

    def __init__(self, old: DocumentedApi, new: DocumentedApi) -> None:
        self.old, self.new = old, new

    @cached_property
    def pages(self) -> Mapping[str, DocumentedPage]:
        """The new page of each old one, by the key of the old one: of the same path, or moved."""
        found = {key: self.new.pages[key] for key in self.old.pages if key in self.new.pages}
        gone = [page for key, page in self.old.pages.items() if key not in found]
        fresh = [page for key, page in self.new.pages.items() if key not in self.old.pages]
        return {**found, **_moved(gone, fresh)}

    @cached_property
    def pairs(self) -> tuple[PagePair, ...]:
        """The old and new versions of each page that is not the same in both."""
        found = ((self.old.pages[key], new) for key, new in self.pages.items())
        return tuple((old, new) for old, new in found if old is not new)

    @cached_property
    def endpoints(self) -> tuple[EndpointPair, ...]:
        """The pages of operations that differ."""
        return tuple(
            EndpointPair(*parts, _kept_operation(*parts))
            for old, new in self.pairs
            if old.operations and new.operations
            for parts in paired_parts(old, new)
        )

    @cached_property
    def types(self) -> tuple[TypePair, ...]:
        """The types of both versions whose pages differ."""
        return tuple(self._types())

    def _types(self) -> Iterator[TypePair]:
        for key, before in self.old.type_descriptions.items():
            after = self.new.type_descriptions.get(key, [])
            only = after[0] if len(after) == 1 == len(before) else None
            for old, same in zip(before, self._on_same_pages(before, after), strict=True):
                new = same or only or self._renamed_types.get(old.page.page.key)
                if new is not None and new.page is not old.page:
                    yield TypePair(old, new, type_owner(new))

    def _on_same_pages(
        self, before: Iterable[DocumentedType], after: Iterable[DocumentedType]
    ) -> Iterator[DocumentedType | None]:
        """Yield for each description of a type the one on the new version of its page, or None.

        A page that describes a type several times is compared in order.
        """
        left: defaultdict[str, deque[DocumentedType]] = defaultdict(deque)
        for new in after:
            left[new.page.page.key].append(new)
        for old in before:
            page = self.pages.get(old.page.page.key)
            found = left[page.page.key] if page else None
            yield found.popleft() if found else None

    @cached_property
    def _renamed_types(self) -> Mapping[str, DocumentedType]:
        """The type that a page describes now in place of its only one that is gone, by old page."""
        before, after = _by_page(self.old.types), _by_page(self.new.types)
        found: dict[str, DocumentedType] = {}
        for old, new in self.pairs:
            gone = before[old.page.key].keys() - self.new.types.keys()
            fresh = after[new.page.key].keys() - self.old.types.keys()
            if len(gone) == 1 == len(fresh):
                found[old.page.key] = self.new.types[fresh.pop()]
        return found

    @cached_property
    def enumerations(self) -> tuple[tuple[DocumentedEnumeration, DocumentedEnumeration], ...]:
        """The enumerations of both versions whose pages differ."""
        return tuple(self._enumerations())

    def _enumerations(self) -> Iterator[tuple[DocumentedEnumeration, DocumentedEnumeration]]:
        for key, tables in self.old.enumeration_tables.items():
            found = self.new.enumeration_tables.get(key, [])
            for old in tables:
                page = self.pages.get(old.page.page.key)
                same = next((item for item in found if item.page is page), None)
                only = found[0] if len(found) == 1 == len(tables) else None
                new = same or only
                if new and new.page is not old.page:
                    yield old, new


def _by_page(types: Mapping[Key, DocumentedType]) -> Mapping[str, Mapping[Key, DocumentedType]]:
    found: defaultdict[str, dict[Key, DocumentedType]] = defaultdict(dict)
    for key, item in types.items():
        found[item.page.page.key][key] = item
    return found


def type_owner(item: DocumentedType) -> Owner:
    """Return a type as the owner of its members."""
    return Owner("type", item.short_name, item.page.path, item.page.version)


def enumeration_owner(item: DocumentedEnumeration) -> Owner:
    """Return an enumeration as the owner of its members."""
    return Owner("enumeration", item.name, item.page.path, item.page.version)


def operation_owner(page: DocumentedPage) -> Owner:
    """Return the operation of a page as the owner of its parameters; its first path names it."""
    return Owner("operation", str(page.operations[0].operation), page.path, page.version)


def _kept_operation(old: DocumentedPage, new: DocumentedPage) -> Owner:
    """Return the first operation of a page that both versions have; if none, the first new one."""
    known = {item.operation.key for item in old.operations}
    kept = (item for item in new.operations if item.operation.key in known)
    named = next(kept, new.operations[0])
    return Owner("operation", str(named.operation), new.path, new.version)


def is_same(one: Operation, other: Operation) -> bool:
    """Return True if two operations are one: a placeholder may be an example in the other."""
    if one.key == other.key:
        return True
    (method, path), (other_method, other_path) = one.key, other.key
    segments, others = path.split("/"), other_path.split("/")
    if method != other_method or len(segments) != len(others):
        return False
    return all(a == b or "{}" in (a, b) for a, b in zip(segments, others, strict=True))


def _moved(
    gone: Iterable[DocumentedPage], fresh: Iterable[DocumentedPage]
) -> dict[str, DocumentedPage]:
    """Return the new page of each old one whose path is gone, by what both document."""
    holders: defaultdict[tuple[str, ...], list[DocumentedPage]] = defaultdict(list)
    for page in fresh:
        for item in _contents(page):
            holders[item].append(page)
    found: dict[str, DocumentedPage] = {}
    taken: set[str] = set()
    for page in gone:
        votes = Counter(
            new.page.key
            for item in _contents(page)
            for new in holders.get(item, ())
            if new.page.key not in taken
        )
        best = next(iter(votes.most_common(1)), None)
        if best:
            taken.add(best[0])
            found[page.page.key] = next(
                new for item in _contents(page) for new in holders[item] if new.page.key == best[0]
            )
    return found


def _contents(page: DocumentedPage) -> Iterator[tuple[str, ...]]:
    """Yield what identifies a page beside its path: operations, types, titles of enumerations."""
    for item in page.operations:
        yield (page.version, *item.operation.key)
    for resource in page.resources:
        yield (page.version, resource.type.lower())
    if not page.operations and not page.resources and page.title and any(page.roles):
        yield (page.version, "title", page.title.lower())
