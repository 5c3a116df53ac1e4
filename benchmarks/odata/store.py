"""The entities of the service, and which collections they are in."""

import random
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


@dataclass(eq=False)
class Entity:
    """One object; `key` is the path at which it is contained."""

    id: str
    type: str
    key: str
    names: dict[str, str] = field(default_factory=dict)
    """Values of other properties that identify it, by their names in lower case."""
    state: dict[str, Any] = field(default_factory=dict)
    """Properties as the last request set them."""
    version: int = 1

    @property
    def etag(self) -> str:
        """The entity tag."""
        return f'W/"{self.id}/{self.version}"'

    @property
    def home(self) -> str:
        """The collection in which it is contained."""
        return self.key.rpartition("/")[0]


class Store:
    """All entities by their ids and by the paths of the collections that they are in."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # not for secrets
        self.members: defaultdict[str, list[Entity]] = defaultdict(list)
        self.seeded: set[str] = set()
        self.single: dict[str, Entity] = {}
        self.gone: set[str] = set()
        self.seeds: defaultdict[str, list[Entity]] = defaultdict(list)
        """Entities of the sets of the whole service that no request created."""
        self._by_id: defaultdict[str, list[Entity]] = defaultdict(list)

    def fresh(self, shown: object) -> str:
        """Return a value that no page shows, of the kind of the one that a page shows."""
        if isinstance(shown, int) or (isinstance(shown, str) and shown.isdigit()):
            return str(self._random.randrange(10**6, 10**9))
        if isinstance(shown, str) and "@" in shown:
            return f"u{self._random.randrange(10**6)}@example.com"
        if not shown or (isinstance(shown, str) and _GUID.fullmatch(shown)):
            return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
        return f"k{self._random.randrange(10**9):x}+/{self._random.randrange(99)}=="

    def make(self, type_: str, collection: str, shown: object, id_: str = "") -> Entity:
        """Create an entity in a collection."""
        id_ = id_ or self.fresh(shown)
        entity = Entity(id_, type_, f"{collection}/{_part(id_)}")
        self.members[collection].append(entity)
        self._by_id[id_].append(entity)
        return entity

    def make_single(self, type_: str, path: str, shown: object) -> Entity:
        """Create the one entity at a path."""
        entity = self.single[path] = Entity(self.fresh(shown), type_, path)
        self._by_id[entity.id].append(entity)
        return entity

    def name(self, entity: Entity, name: str, shown: object, own: str) -> str:
        """Return the value of an identifying property: `own`, or else one that is made once."""
        if name not in entity.names or own not in ("", entity.names[name]):
            entity.names[name] = own or self.fresh(shown)
            self._by_id[entity.names[name]].append(entity)
        return entity.names[name]

    def known(self, value: str) -> list[Entity]:
        """Return the entities that a value identifies."""
        return self._by_id.get(value, [])

    def remove(self, entity: Entity) -> None:
        """Remove an entity and all that it contains."""
        for other in list(self._all()):
            if other is entity or other.key.startswith(f"{entity.key}/"):
                for value in (other.id, *other.names.values()):
                    self._by_id[value] = [item for item in self._by_id[value] if item is not other]
                for members in self.members.values():
                    members[:] = [item for item in members if item is not other]
        self.single = {path: item for path, item in self.single.items() if item is not entity}

    def _all(self) -> Iterator[Entity]:
        for entities in list(self._by_id.values()):
            yield from dict.fromkeys(entities)


def _part(value: str) -> str:
    """Return an id as a part of a key, which slashes separate."""
    return value.replace("/", "|")
