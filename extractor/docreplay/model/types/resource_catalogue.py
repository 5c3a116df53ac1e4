"""The resource types that pages describe: their properties, also those of their base types."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from docreplay.model.exchange import Resource
from docreplay.model.location import Location
from docreplay.model.markup.markup import Table
from docreplay.model.near_names import NearNames
from docreplay.model.types.declared_values import AllowedValues
from docreplay.model.types.property_tables import Property, rows_of
from docreplay.model.types.resource_skeleton import members_of, mentioned_in
from docreplay.model.types.resource_type import ResourceType

Tables = Callable[[Resource], tuple[Table, ...]]
"""Returns the tables of the page that describes a resource."""
Values = Callable[[Resource], Mapping[str, AllowedValues]]
"""Returns the values that the prose of that page lists, by property."""

_CHAIN_LIMIT = 20
_Value = TypeVar("_Value")


def no_tables(_: Resource) -> tuple[Table, ...]:
    """Return no tables: the default of a catalogue without pages."""
    return ()


def no_values(_: Resource) -> Mapping[str, AllowedValues]:
    """Return no values: the default of a catalogue without pages."""
    return {}


@dataclass(eq=False)
class Catalogue:
    """Resource types of a documentation, found by name: exactly, then ignoring case."""

    resources: Mapping[str, Resource] = field(default_factory=dict)
    tables: Tables = no_tables
    values: Values = no_values
    doubles: Mapping[str, tuple[Resource, ...]] = field(default_factory=dict)
    """Types that several pages describe, such as those of several versions of a service."""

    def __post_init__(self) -> None:
        self._names = {alias.lower(): name for alias, name in _aliases(self.resources)}
        self._names.update((name.lower(), name) for name in self.resources)
        self._types: dict[str, ResourceType] = {}
        self._beside: dict[str, Catalogue] = {}
        self._rows: dict[str, tuple[Property, ...]] = {}
        self._members: dict[tuple[str, Location], tuple[Property, ...]] = {}
        self._kept: dict[object, Any] = {}

    def find(self, name: str) -> ResourceType | None:
        """Return the type of that name, or None if it is not described."""
        known = self._known(name)
        if known is None:
            return None
        if known not in self._types:
            self._types[known] = self._resolve(known)
        return self._types[known]

    def forget(self) -> None:
        """Drop what was derived, which refers to the catalogue; it is derived anew when needed."""
        for other in self._beside.values():
            other.forget()
        for derived in (self._types, self._beside, self._rows, self._members, self._kept):
            derived.clear()

    def kept(self, make: "Callable[[Catalogue], _Value]") -> _Value:
        """Return what a function makes of the catalogue: once, and kept as long as that is."""
        if make not in self._kept:
            self._kept[make] = make(self)
        found: _Value = self._kept[make]
        return found

    @cached_property
    def near_names(self) -> NearNames:
        """The names of all types, for suggestions."""
        return NearNames(self.resources)

    def find_within(self, name: str, namespace: str) -> ResourceType | None:
        """Return the type of a name that may lack its namespace, as names in links do."""
        return self.find(name) or (self.find(f"{namespace}.{name}") if namespace else None)

    def beside(self, path: str) -> "Catalogue":
        """Return the catalogue for a page: the nearest description of each type."""
        if not self.doubles:
            return self
        folder = path.rpartition("/")[0]
        if folder not in self._beside:
            nearest = {name: _nearest(found, folder) for name, found in self.doubles.items()}
            first = {name: found[0] for name, found in nearest.items()}
            several = {name: found for name, found in nearest.items() if len(found) > 1}
            resources = {**self.resources, **first}
            self._beside[folder] = Catalogue(resources, self.tables, self.values, several)
        return self._beside[folder]

    def _known(self, name: str) -> str | None:
        return name if name in self.resources else self._names.get(name.lower())

    def _resolve(self, name: str) -> ResourceType:
        chain = list(self._chain(name))
        is_named = any(resource.inherits for resource in chain)
        stated_chain = list(self._chain(name, stated=True)) if is_named else chain
        own = {item.name for resource in stated_chain for item in self._shown(resource)}
        annotations = [resource.annotation for resource in chain]
        nullable = [item.texts("nullableProperties") for item in annotations]
        stated = any("nullableProperties" in item.attributes for item in annotations)
        properties = {
            item.name: item for resource in reversed(chain) for item in self._shown(resource)
        }
        return ResourceType(
            name=name,
            properties=properties,
            mentioned={item.name: item for one in annotations for item in mentioned_in(one)},
            ancestors=tuple(self._ancestors(name, chain)),
            optional=frozenset(
                word for item in annotations for word in item.texts("optionalProperties")
            ),
            inherited=frozenset(properties.keys() - own),
            nullable=frozenset(word for words in nullable for word in words) if stated else None,
            key=next((key for item in annotations if (key := item.text("keyProperty"))), "id"),
            is_open=any(item.flag("openType") for item in annotations)
            or (all("@" in word for word in properties) and not self._tabled(chain)),
            is_abstract=annotations[0].flag("abstract"),
            location=chain[0].block.location,
            read_tables=lambda: self._tabled(chain),
            read_values=lambda: _listed(self.values, chain),
        )

    def _ancestors(self, name: str, chain: Iterable[Resource]) -> Iterator[str]:
        """Yield the base types of a type, also the named ones that no page describes."""
        for resource in chain:
            if resource.type != name:
                yield resource.type
            base = resource.annotation.text("baseType")
            if base and not self._known(base):
                yield base

    def _shown(self, resource: Resource) -> tuple[Property, ...]:
        """Return the members of a resource's skeleton; types share those of their base types."""
        key = (resource.type, resource.block.location)
        if key not in self._members:
            self._members[key] = tuple(members_of(resource))
        return self._members[key]

    def _tabled(self, chain: Iterable[Resource]) -> Mapping[str, Property]:
        """Return the properties that tables describe, base types first."""
        return {row.name: row for one in reversed(list(chain)) for row in self._rows_of(one)}

    def _rows_of(self, resource: Resource) -> tuple[Property, ...]:
        """Return what the tables on the page of a resource describe; base types share theirs."""
        path = resource.page.path
        if path not in self._rows:
            self._rows[path] = tuple(rows_of(self.tables(resource)))
        return self._rows[path]

    def _chain(self, name: str, *, stated: bool = False) -> Iterator[Resource]:
        """Return the type and its base types; a cycle of base types ends where it closes.

        If several pages describe a type, what any of them says holds. Base types that only the text
        of a page names are left out if they must be `stated` in an annotation.
        """
        seen: set[str] = set()
        waiting = [name]
        while waiting and len(seen) < _CHAIN_LIMIT:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen.add(current)
            same = self._same(current)
            yield from same
            waiting += [base for resource in same for base in self._bases(resource, stated)]

    def _same(self, name: str) -> tuple[Resource, ...]:
        """Return all descriptions of a type."""
        return self.doubles.get(name, (self.resources[name],))

    def _bases(self, resource: Resource, stated: bool) -> Iterator[str]:
        """Yield the names of the base types of a description that are described themselves."""
        base = self._known(resource.annotation.text("baseType"))
        if base:
            yield base
        for item in () if stated or base else resource.inherits:
            namespace = resource.type.rpartition(".")[0]
            found = self._on_page(resource, item.target) or self._known(item.name)
            found = found or self._known(f"{namespace}.{item.name}")
            if found:
                yield found

    def _on_page(self, resource: Resource, target: str) -> str | None:
        """Return the type that the page described at a link's target describes, if only one."""
        if not target:
            return None
        path = posixpath.join(posixpath.dirname(resource.page.path), target)
        return self._pages.get(posixpath.normpath(path).lower())

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        """The type that a page describes, by its path in lower case; of several types none."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for same in map(self._same, self.resources):
            for resource in same:
                found[resource.page.path.lower()].add(resource.type)
        return {path: min(types) for path, types in found.items() if len(types) == 1}


def catalogue_of(
    resources: Iterable[Resource], tables: Tables = no_tables, values: Values = no_values
) -> Catalogue:
    """Return the catalogue of the resources; the first of equal names takes precedence.

    `tables` and `values` are asked only for types of which the skeleton does not say enough.
    """
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    on_page: Counter[str] = Counter()
    for resource in resources:
        found[resource.type].append(resource)
        on_page[resource.page.path] += 1

    def own_tables(resource: Resource) -> tuple[Table, ...]:
        """Return no tables of a page with several types, as their owner is unknown."""
        return tables(resource) if on_page[resource.page.path] == 1 else ()

    def own_values(resource: Resource) -> Mapping[str, AllowedValues]:
        return values(resource) if on_page[resource.page.path] == 1 else {}

    doubles = {name: tuple(same) for name, same in found.items() if len(same) > 1}
    first = {name: same[0] for name, same in found.items()}
    return Catalogue(first, own_tables, own_values, doubles)


def _listed(values: Values, chain: Iterable[Resource]) -> Mapping[str, AllowedValues]:
    """Return the values that the pages of a type list in prose, base types first."""
    found = [values(resource) for resource in chain]
    return {name: allowed for one in reversed(found) for name, allowed in one.items()}


_Derive = Callable[[Property, ResourceType, Catalogue], _Value]


def once_per_catalogue(derive: _Derive[_Value]) -> _Derive[_Value]:
    """Return a function of properties with its results kept by the catalogue."""

    def results(_: Catalogue) -> dict[tuple[Property, ResourceType], _Value]:
        return {}

    def derived(declared: Property, resource: ResourceType, catalogue: Catalogue) -> _Value:
        known, key = catalogue.kept(results), (declared, resource)
        if key not in known:
            known[key] = derive(declared, resource, catalogue)
        return known[key]

    return wraps(derive)(derived)


def _aliases(resources: Mapping[str, Resource]) -> Iterator[tuple[str, str]]:
    """Return the aliases of types (`@type.aka`), with the types."""
    for name, resource in resources.items():
        if alias := resource.annotation.text("@type.aka"):
            yield alias, name


def _nearest(found: Iterable[Resource], folder: str) -> tuple[Resource, ...]:
    """Return the resources whose pages share most folders with a page, ignoring locales."""
    steps = set(folder.split("/"))
    common = [(len(steps & {*item.page.path.split("/")[:-1]}), item) for item in found]
    most = max(number for number, _ in common)
    return tuple(item for number, item in common if number == most)


EMPTY = Catalogue()
