"""What the service responds to a request."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from benchmarks.odata.bodies import Bodies
from benchmarks.odata.documented import Documented, json_of
from benchmarks.odata.paths import Node, segments
from benchmarks.odata.places import AbsentError, Place, Places, UnlistedError
from benchmarks.odata.store import Entity, Store
from benchmarks.odata.types import Types


class Request(NamedTuple):
    """A request as it arrives."""

    method: str
    target: str
    headers: dict[str, str]
    """By names in lower case."""
    body: str

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The options of the query."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))


class Reply(NamedTuple):
    """A response."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Logged:
    """One request that the service had, with what it responded and why it refused."""

    request: str
    status: int
    why: str = ""


@dataclass
class Service:
    """A stateful service; `url` is its address, as links name it."""

    root: Node
    types: Types
    seeds_all: bool = False
    url: str = ""
    log: list[Logged] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = Store(2021)
        self._places = Places(self.root, self.types, self.store, seeds_all=self.seeds_all)
        self._bodies = Bodies(self.store, self.types)
        self._tokens: set[str] = set()
        self._lock = threading.Lock()

    def respond(self, request: Request) -> Reply:
        """Return the response to a request, and log it."""
        with self._lock:
            line = f"{request.method} {request.target}"
            try:
                reply, why = self._respond(request), ""
            except AbsentError as error:
                reply, why = _error(404, "itemNotFound", str(error)), str(error)
            except _Refused as error:
                reply, why = _error(error.status, "badRequest", error.why), error.why
            self.log.append(Logged(line, reply.status, why))
            return reply

    def _respond(self, request: Request) -> Reply:
        self._check_tokens(request)
        place = self._places.find(request.target, makes=request.method == "PUT")
        self._check_condition(request, place)
        linked = self._check_links(request)
        item = _chosen(place, request)
        if item.is_error:
            return self._reply(item, item.value, {}, request)
        if request.method == "DELETE":
            self._delete(place, request)
            return self._reply(item, item.value, {}, request)
        if segments(request.target)[-1].text == "$ref":
            self._link(place, linked)
            return self._reply(item, item.value, {}, request)
        if request.method == "GET":
            return self._reply(item, self._read(place, item, request), self._tag(place), request)
        return self._changed(place, item, request)

    def _changed(self, place: Place, item: Documented, request: Request) -> Reply:
        """Respond to POST, PATCH and PUT: create, change, or run an operation."""
        sent = json_of(request.body)
        state = sent if isinstance(sent, dict) else {}
        self.store.gone.discard(place.path)
        entity = place.entity
        if request.method == "POST" and entity is None:
            entity, made = self._made(place, item, state)
        else:
            made = None
        if entity and request.method in ("PATCH", "PUT"):
            entity.state |= state
            entity.version += 1
        value = item.value
        if entity and isinstance(value, dict) and item.elements is None:
            value = self._bodies.entity(entity, value, self._nodes(place, entity))
        elif item.elements is not None and (ids := _sent_ids(state)):
            value = {**item.value, item.holder: _about(ids, item.elements)}
        elif item.elements is not None:
            value = self._read(place, item, request)
        headers = self._located(item, request, made)
        return self._reply(item, value, headers, request)

    def _made(
        self, place: Place, item: Documented, state: dict[str, Any]
    ) -> tuple[Entity | None, Entity | None]:
        """Return the entity that a POST is about, and the same if it is new."""
        shown = item.value if isinstance(item.value, dict) else {}
        node = next((node.key for node in place.nodes if node.key), None)
        kind = str(state.get("@odata.type") or shown.get("@odata.type", ""))
        type_ = kind.removeprefix("#") or item.type or (node.type if node else "")
        if node is None and place.bound and item.type and item.elements is None:
            fits = self.types.fits(place.bound.type, item.type)
            if fits and item.status != 201:
                return place.bound, None
            if fits and item.status == 201:
                made = self.store.make(type_, place.bound.home, shown.get("id"))
                return made, made
        if node is None and not (item.type and self.types.has_id(item.type)):
            return None, None
        if item.elements is not None or (node is None and item.status != 201):
            return None, None
        self.store.seeded.add(place.path)
        words = self.types.words(type_, "id")
        word = next((word for word in words if not self.store.known(word)), "")
        made = self.store.make(type_, place.path, shown.get("id"), word)
        made.state |= {name: part for name, part in state.items() if name != "id"}
        return made, made

    def _read(self, place: Place, item: Documented, request: Request) -> Any:
        value = item.value
        if item.elements is not None:
            nodes = [node.key for node in place.nodes if node.key]
            counted = request.query.get("$count") == "true"
            entities = _filtered(self._places.members(place), request.query.get("$filter", ""))
            return self._bodies.collection(entities, item, nodes, counted=counted)
        if place.entity and isinstance(value, dict):
            selects = "$select" in item.query
            return self._bodies.entity(place.entity, value, place.nodes, selects=selects)
        return value

    def _delete(self, place: Place, request: Request) -> None:
        if segments(request.target)[-1].text == "$ref":
            self._unlink(place, request)
        elif place.entity and place.collection and place.path.startswith(place.collection):
            self.store.remove(place.entity)
        elif place.entity and place.entity in self.store.members.get(place.collection, []):
            self.store.members[place.collection].remove(place.entity)
        elif place.entity:
            self.store.remove(place.entity)
        else:
            self.store.gone.add(place.path)

    def _unlink(self, place: Place, request: Request) -> None:
        """Remove a link: `/groups/{id}/members/{id}/$ref`, or `/…/$ref?$id=URL`."""
        if url := request.query.get("$id") or request.query.get("@id"):
            collection = self._places.find(request.path.rpartition("/")[0])
            entity = self._places.find(url).entity
        else:
            before = request.path.rpartition("/")[0]
            entity = self._places.find(before).entity
            collection = self._places.find(before.rpartition("/")[0])
        if not collection.is_collection:
            self.store.gone.add(place.path.rpartition("/")[0])
            return
        members = self._places.members(collection)
        if entity not in members:
            raise AbsentError(f"`{entity and entity.id}` is not in {collection.path}")
        members.remove(entity)

    def _link(self, place: Place, linked: list[Entity]) -> None:
        """Put the entities that a body names into a collection."""
        path = place.path.rpartition("/")[0]
        self.store.seeded.add(path)
        for entity in linked:
            if entity not in self.store.members[path]:
                self.store.members[path].append(entity)

    def _check_tokens(self, request: Request) -> None:
        for name, value in request.query.items():
            is_token = name.lower().lstrip("$") in ("skiptoken", "deltatoken")
            if is_token and value != "latest" and value not in self._tokens:
                raise _Refused(410, f"the token `{value}` is not one of this service")

    def _check_condition(self, request: Request, place: Place) -> None:
        condition = request.headers.get("if-match", "*")
        if condition != "*" and place.entity and condition != place.entity.etag:
            raise _Refused(412, f"the entity tag is not `{condition}`")

    def _check_links(self, request: Request) -> list[Entity]:
        """Return the entities that the body links to; each must exist."""
        found: list[Entity] = []
        for url in _links(json_of(request.body)):
            try:
                entity = self._places.find(url).entity
            except UnlistedError:
                continue
            except AbsentError as error:
                raise _Refused(400, f"the body links to {url}: {error}") from error
            found += [entity] if entity else []
        return found

    def _tag(self, place: Place) -> dict[str, str]:
        return {"ETag": place.entity.etag} if place.entity else {}

    def _nodes(self, place: Place, entity: Entity) -> tuple[Node, ...]:
        keys = tuple(node.key for node in place.nodes if node.key)
        return keys if entity is not place.entity and keys else place.nodes

    def _located(self, item: Documented, request: Request, made: Entity | None) -> dict[str, str]:
        """Return the header that says where the new entity is."""
        location = {n.lower(): v for n, v in item.headers}.get("location")
        if not location or not made:
            return {}
        path = urlsplit(request.target).path
        return {"Location": f"{self.url}{path}/{quote(made.id, safe='')}"}

    def _reply(
        self, item: Documented, value: Any, headers: dict[str, str], request: Request
    ) -> Reply:
        given = dict(item.headers)
        for name, text in headers.items():
            same = next((key for key in given if key.lower() == name.lower()), None)
            if same:
                given[same] = text
        if item.value is None:
            return Reply(item.status, given, item.text.encode())
        linked = self._bodies.with_links(value, self.url + request.path, self._tokens)
        return Reply(item.status, given, json.dumps(linked).encode())


_ASKED = ("prefer", "accept-language")
"""Headers that choose between responses."""


class _Refused(Exception):  # a response, not a fault of the program
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def _error(status: int, code: str, message: str) -> Reply:
    body = json.dumps({"error": {"code": code, "message": message}})
    return Reply(status, {"Content-Type": "application/json"}, body.encode())


def _filtered(entities: list[Entity], condition: str) -> list[Entity]:
    """Return the entities that a filter by the id leaves; other filters leave all."""
    match = re.fullmatch(r"id eq '([^']*)'", condition)
    return [entity for entity in entities if not match or entity.id == match[1]]


def _chosen(place: Place, request: Request) -> Documented:
    """Return the documented exchange that is nearest to a request."""
    found = [item for node in place.nodes for item in node.exchanges[request.method]]
    fine = [item for item in found if not item.is_error] or found
    if not fine:
        raise _Refused(501, f"no page documents {request.method} for {place.path}")
    sent = json_of(request.body)
    kind = place.entity.type if place.entity else ""
    return max(fine, key=lambda item: (_is_of(item, kind), *_nearness(item, request, sent)))


def _is_of(item: Documented, kind: str) -> bool:
    """Return True if a response shows an object of a type."""
    shown = item.value.get("@odata.type", "") if isinstance(item.value, dict) else ""
    return bool(shown) and str(shown).removeprefix("#") == kind


def _nearness(item: Documented, request: Request, sent: Any) -> tuple[int, ...]:
    own, other = _query(item.target), _query(request.target)
    same_path = [step.text.lower() for step in segments(item.target)]
    path = [step.text.lower() for step in segments(request.target)]
    return (
        int(own == other),
        sum(item.asked.get(name) == request.headers.get(name) for name in _ASKED),
        -len(own.keys() ^ other.keys()),
        int(_keys(item.sent) == _keys(sent)),
        -len(_keys(item.sent) ^ _keys(sent)),
        int(item.sent == sent),
        sum(one == two for one, two in zip(same_path, path, strict=False)),
    )


def _sent_ids(state: dict[str, Any]) -> list[Any]:
    """Return the ids of the objects that a body lists."""
    sent = state.get("value")
    found = [part.get("id") for part in sent if isinstance(part, dict)] if sent else []
    return found if all(found) else []


def _about(ids: list[Any], elements: list[Any]) -> list[Any]:
    """Return what pages show of objects, for those with the ids."""
    return [
        {**part, "id": own}
        for own, part in zip(ids, elements, strict=False)
        if isinstance(part, dict)
    ]


def _query(target: str) -> dict[str, str]:
    """Return the query by its names; the values of tokens make no difference."""
    found = parse_qsl(unquote(target).partition("?")[2], keep_blank_values=True)
    return {name: "" if "token" in name else text for name, text in found}


def _keys(value: Any) -> set[str]:
    return set(value) if isinstance(value, dict) else set()


def _links(value: Any) -> Iterator[str]:
    """Yield the URLs of other entities in a body (OData JSON Format 4.01 §8.5)."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name.endswith("@odata.bind") or name == "@odata.id":
                yield from [part] if isinstance(part, str) else part
            else:
                yield from _links(part)
    elif isinstance(value, list):
        for part in value:
            yield from _links(part)
