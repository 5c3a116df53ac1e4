"""Bodies of responses: as pages show them, with the ids and the state of the service."""

from collections.abc import Sequence
from typing import Any

from benchmarks.odata.documented import Documented
from benchmarks.odata.paths import Node
from benchmarks.odata.store import Entity, Store
from benchmarks.odata.types import Types, merged

_ETAGS = ("@odata.etag", "etag", "_etag")
_TEXTS = ("displayName", "description", "subject", "title")
"""Properties that any text may be in."""
_LINKS = ("@odata.nextLink", "@odata.deltaLink")


def key_names(nodes: Sequence[Node]) -> set[str]:
    """Return the properties that identify an object at nodes, besides `id`."""
    names = {name for node in nodes for name in node.names}
    alternates = {name for node in nodes for name in node.alternates}
    return alternates | {name for name in names if not name.endswith("id")}


def _is_conditional(nodes: Sequence[Node]) -> bool:
    """Return True if a page sends an entity tag to change an object."""
    items = (item for node in nodes for found in node.exchanges.values() for item in found)
    return any("if-match" in item.asked for item in items)


def _like(shown: list[dict[str, Any]], entity: Entity, number: int) -> dict[str, Any]:
    """Return the documented element that is of the type of an entity, or else one of them."""
    same = (item for item in shown if item.get("@odata.type") == f"#{entity.type}")
    return next(same, shown[number % len(shown)])


class Bodies:
    """Shows entities as documented responses show them."""

    def __init__(self, store: Store, types: Types) -> None:
        self._store, self._types, self._shown = store, types, types.shown

    def entity(
        self, entity: Entity, shown: dict[str, Any], nodes: Sequence[Node], *, selects: bool = False
    ) -> dict[str, Any]:
        """Return what a response shows of an entity, where a page shows `shown`."""
        names = key_names(nodes)
        shown = merged(shown, self._also(entity.type, selects))
        found = {name: self._value(entity, name, old, names) for name, old in shown.items()}
        if "id" not in found and not selects and self._types.has_id(entity.type):
            found["id"] = entity.id
        return {"@odata.etag": entity.etag, **found} if _is_conditional(nodes) else found

    def _also(self, type_: str, selects: bool) -> dict[str, Any]:
        """Return what pages show of objects of a type, as no request says which page is meant."""
        return {} if selects else self._shown.get(type_, {})

    def _value(self, entity: Entity, name: str, old: Any, names: set[str]) -> Any:
        if name == "id":
            return int(entity.id) if isinstance(old, int) else entity.id
        if name == "@odata.type" and entity.type:
            return f"#{entity.type}"
        if name.lower() in _ETAGS and isinstance(old, str):
            return entity.etag
        new = entity.state.get(name)
        if name.lower() in names and isinstance(old, str | int):
            own = self._store.name(entity, name.lower(), old, "" if new is None else str(new))
            return int(own) if isinstance(old, int) and own.isdigit() else own
        is_text = name in _TEXTS and isinstance(new, str) and isinstance(old, str)
        if is_text or new == old:  # as it was sent
            return new
        return self._types.fitting(entity.type, name, old)

    def collection(
        self,
        entities: list[Entity],
        item: Documented,
        nodes: Sequence[Node],
        *,
        counted: bool = False,
    ) -> dict[str, Any]:
        """Return what a response shows of a collection."""
        shown = [part for part in item.elements or [] if isinstance(part, dict)]
        selects = "$select" in item.query
        values: list[Any] = [
            self.entity(entity, _like(shown, entity, number), nodes, selects=selects)
            for number, entity in enumerate(entities)
            if shown
        ]
        found = {**item.value, item.holder: values if shown else item.elements}
        is_counted = "@odata.count" in found or counted
        return {**found, "@odata.count": len(values)} if is_counted else found

    def with_links(self, value: Any, url: str, tokens: set[str]) -> Any:
        """Return a body whose links lead to this service; their tokens are noted."""
        if not isinstance(value, dict):
            return value
        found = dict(value)
        for name in set(_LINKS) & value.keys():
            token = self._store.fresh("x").replace("+/", "-").rstrip("=")
            kind = "$skiptoken" if name == _LINKS[0] else "$deltatoken"
            tokens.add(token)
            found[name] = f"{url}?{kind}={token}"
        return found
