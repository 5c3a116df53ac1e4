"""Where a path leads in the service: to an entity, a collection, an operation, or nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.odata.paths import ADDRESS, KEY, Node, Segment, segments
from benchmarks.odata.store import Entity, Store
from benchmarks.odata.types import Types


class AbsentError(Exception):
    """A path leads nowhere; the message names the first segment that does not exist."""


class UnlistedError(AbsentError):
    """No page lists the path."""


@dataclass(frozen=True)
class Place:
    """Where a path leads."""

    path: str
    nodes: tuple[Node, ...]
    """What the pages document there, the node of the path as it was requested first."""
    entity: Entity | None = None
    """The object there."""
    bound: Entity | None = None
    """The nearest object on the way: what an operation is bound to."""
    collection: str = ""
    """The collection through which the object was reached."""
    cast: str = ""
    """The type to which the path restricts a collection (OData URL Conventions 4.01 §4.11)."""

    def children(self, name: str) -> tuple[Node, ...]:
        """Return the nodes of a child."""
        return tuple(node.children[name] for node in self.nodes if name in node.children)

    @property
    def is_collection(self) -> bool:
        """Whether the pages list ids below."""
        return any(node.key for node in self.nodes)


class Places:
    """Follows paths through the entities of a store.

    With `seeds_all`, each collection has entities from the start; otherwise, those in which the
    pages create objects are empty.
    """

    def __init__(self, root: Node, types: Types, store: Store, *, seeds_all: bool) -> None:
        self._root, self._types, self._store = root, types, store
        self._seeds_all = seeds_all

    def find(self, target: str, *, makes: bool = False) -> Place:
        """Return where a target leads. Raises `AbsentError` if that does not exist.

        `makes` lets the last id be new: it is created there.
        """
        place = Place("", (self._root,))
        steps = segments(target)
        for number, step in enumerate(steps, 1):
            if makes and number == len(steps) and place.is_collection:
                self._make(place, step)
            place = self._next(place, step)
        if place.entity is None and place.path in self._store.gone:
            raise AbsentError(f"{place.path} was deleted")
        return place

    def _next(self, place: Place, step: Segment) -> Place:
        if step.kind == "address":
            return self._at_entity(place, self._addressed(place, step.text), ADDRESS)
        if step.kind == "name":
            if self._types.is_type(step.text) and place.is_collection:
                nodes = (*place.children(step.text.lower()), *place.nodes)
                return replace(place, nodes=nodes, cast=step.text)
            for name in (step.text.lower(), step.text.lower().removeprefix("microsoft.graph.")):
                if nodes := place.children(name):
                    return self._named(place, name, nodes)
        name = KEY if step.kind in ("name", "key") else f"{step.kind}={KEY}"
        if not place.is_collection and not place.children(name):
            raise UnlistedError(f"no page lists `{step.text}` below {place.path or '/'}")
        by = "" if name == KEY else step.kind
        return self._at_entity(place, self.member(place, step.text, by), name)

    def _make(self, place: Place, step: Segment) -> None:
        """Create what a PUT sends to a URL (OData 4.01 Protocol §11.4.4)."""
        is_name = place.children(step.text.lower())
        if is_name or not any(node.key and "PUT" in node.key.methods for node in place.nodes):
            return
        try:
            self.member(place, step.text)
        except AbsentError:
            self._store.make(self._type_of(place, {}), place.path, None, step.text)

    def _named(self, place: Place, name: str, nodes: tuple[Node, ...]) -> Place:
        path = f"{place.path}/{name}".removeprefix("/")
        here = Place(path, nodes, bound=place.entity or place.bound, collection=place.path)
        shown = _single(nodes)
        if shown is None or path in self._store.gone:
            return here
        type_ = next((node.type for node in nodes if node.type), "")
        entity = self._store.single.get(path) or self._only(path, type_, shown)
        return replace(here, path=entity.key, nodes=self._with_type(nodes, entity), entity=entity)

    def _only(self, path: str, type_: str, shown: Any) -> Entity:
        """Return the one object at a path: one of its entity set if there is one."""
        entities = self._set_of(type_)
        if entities:
            self._store.single[path] = entities[-1]
            return entities[-1]
        entity = self._store.make_single(type_, path, shown.get("id"))
        if str(shown.get("id")).lower() == path.rpartition("/")[2]:
            entity.id = str(shown["id"])  # it is called what its path says
        return entity

    def _at_entity(self, place: Place, entity: Entity, name: str) -> Place:
        nodes = self._with_type(place.children(name), entity)
        return Place(entity.key, nodes, entity, bound=entity, collection=place.path)

    def _with_type(self, nodes: Iterable[Node], entity: Entity) -> tuple[Node, ...]:
        return tuple(dict.fromkeys((*nodes, *self._types.nodes(entity.type))))

    def _addressed(self, place: Place, address: str) -> Entity:
        """Return the entity at a relative path; every file that an example names exists."""
        path = f"{place.path}:{address}"
        type_ = place.entity.type if place.entity else ""
        return self._store.single.get(path) or self._store.make_single(type_, path, None)

    def member(self, place: Place, value: str, by: str = "", *, exact: bool = False) -> Entity:
        """Return the entity that a value identifies in a collection.

        It is in the collection, or contained somewhere below what has the collection.
        """
        names = _names(place.nodes) | {by}
        for entity in self.members(place):
            if _identifies(entity, value, names):
                return entity
        types = self._types.of_ids(place.nodes)
        start = place.path.rpartition("/")[0]
        for entity in () if exact else self._store.known(value):
            is_below = not start or entity.key.startswith(f"{start}/")
            is_here = entity.key.startswith(f"{place.path}/")
            if is_here or (is_below and any(self._types.fits(entity.type, one) for one in types)):
                return entity
        if not _is_listed(place.nodes) and not exact:
            return self._unlisted(place, value)
        raise AbsentError(f"`{value}` does not exist in {place.path}")

    def _unlisted(self, place: Place, value: str) -> Entity:
        """Return an entity of a collection of which no page lists or creates members.

        It shows objects of its type, wherever they are contained, or has what examples name.
        """
        keys = [node.key for node in place.nodes if node.key]
        shown = {item.type for key in keys for found in key.exchanges.values() for item in found}
        types = {one for key in keys for one in key.types} | (shown - {""})
        for entity in self._store.known(value):
            if any(self._types.fits(entity.type, one) for one in types):
                return entity
        if any(node.key and value in node.key.words for node in place.nodes):
            return self._store.make(self._type_of(place, {}), place.path, None, value)
        raise AbsentError(f"`{value}` does not exist in {place.path}")

    def members(self, place: Place) -> list[Entity]:
        """Return the entities of a collection; it is seeded the first time."""
        store, path = self._store, place.path
        if path not in store.seeded:
            store.seeded.add(path)
            is_filled = not self._seeds_all and any(map(_is_filled, place.nodes))
            if not store.members[path] and not is_filled:
                self._seed(place)
        if not place.cast:
            return store.members[path]
        own = [item for item in store.members[path] if self._types.fits(item.type, place.cast)]
        return own or [store.make(place.cast, path, None)]

    def _seed(self, place: Place) -> None:
        shown = _elements(place.nodes)
        types = [self._type_of(place, item) for item in shown] or [self._type_of(place, {})]
        for type_, item in zip(types, shown or [{}], strict=True):
            found = [] if _contains(place.nodes) else self._set_of(type_)
            if found and found[-1] not in self._store.members[place.path]:
                self._store.members[place.path].append(found[-1])
            elif not found:
                words = self._types.words(type_, "id")
                taken = {member.id for member in self._store.members[place.path]}
                word = next((word for word in words if word not in taken), "")
                self._store.make(type_, place.path, item.get("id"), word)

    def _type_of(self, place: Place, shown: dict[str, Any]) -> str:
        own = str(shown.get("@odata.type", "")).removeprefix("#")
        known = (node.key.type for node in place.nodes if node.key and node.key.type)
        return own or next(known, "") or min(self._types.of_ids(place.nodes), default="")

    def _set_of(self, type_: str) -> list[Entity]:
        """Return the entities of the set of a type, seeded at once; empty without a set."""
        node = self._types.entity_set(type_)
        if node is None:
            return []
        path = node.path.removesuffix(f"/{KEY}").removeprefix("/")
        seeds = self._store.seeds[path]
        for _ in range(2 - len(seeds)):
            seeds.append(self._store.make(type_, path, next(iter(_ids(node)), None)))
        self._store.seeded.add(path)
        return [entity for entity in seeds if self._store.known(entity.id)]


def _is_filled(node: Node) -> bool:
    """Return True if the pages fill a collection: a response has the new id, or a link is made."""
    linked = node.children.get("$ref")
    made = (item for item in node.exchanges["POST"] if item.status == 201)
    return any(made) or (linked is not None and "POST" in linked.methods)


def _is_listed(nodes: Iterable[Node]) -> bool:
    """Return True if pages list the members of a collection, or create some."""
    return any(
        item.elements is not None or item.method == "POST"
        for node in nodes
        for found in (node.exchanges["GET"], node.exchanges["POST"])
        for item in found
        if not item.is_error
    )


def _contains(nodes: Iterable[Node]) -> bool:
    """Return True if a collection contains its entities: they can be changed through it."""
    return any(node.key and node.key.methods & {"PATCH", "PUT", "DELETE"} for node in nodes)


def _single(nodes: Iterable[Node]) -> dict[str, Any] | None:
    """Return what a page shows of the only object at a path, or None if there is none."""
    for node in nodes:
        for item in node.exchanges["GET"]:
            if not item.is_error and isinstance(item.value, dict) and item.elements is None:
                return item.value if not node.path.endswith(")") else None
    return None


def _elements(nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """Return the first documented elements of a collection, at most three."""
    for node in nodes:
        for item in node.exchanges["GET"]:
            if found := [part for part in item.elements or [] if isinstance(part, dict)]:
                return found[:3]
    return []


def _ids(node: Node) -> list[Any]:
    shown = (item.value for items in node.exchanges.values() for item in items)
    return [value["id"] for value in shown if isinstance(value, dict) and "id" in value]


def _names(nodes: Iterable[Node]) -> set[str]:
    """Return the names of properties that identify what is in a collection."""
    return {name for node in nodes if node.key for name in node.key.names}


def _identifies(entity: Entity, value: str, names: set[str]) -> bool:
    return value == entity.id or any(entity.names.get(name) == value for name in names)
