"""A small service with its pages; it can answer with other data, and be changed in one place."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from docreplay.config.settings import Config
from docreplay.sources.memory import MemoryStore
from tests.support.service import Exchange, service_of

USER = """\
# user resource type

<!-- { "blockType": "resource", "@odata.type": "sample.user", "keyProperty": "id",
       "optionalProperties": ["nickname"] } -->
```json
{
  "id": "String (identifier)",
  "displayName": "String",
  "mail": "String",
  "status": "String",
  "created": "DateTimeOffset",
  "age": "Int32",
  "score": "Double",
  "tags": ["String"],
  "address": { "@odata.type": "sample.address" },
  "nickname": "String"
}
```

## Properties

| Property | Type | Description |
|---|---|---|
| id | String | Not nullable. |
| displayName | String | The name. |
| mail | String | The address. Nullable. |
| status | String | The possible values are: `active`, `disabled`. |
| created | DateTimeOffset | When it was created. |
| age | Int32 | The age. |
| score | Double | The score. |
| tags | String collection | Tags. |
| address | address | The address. |
| nickname | String | Optional. |
"""
_REQUEST = '<!-- {{ "blockType": "request", "name": "{name}" }} -->\n```http\n{request}\n```\n\n'
_RESPONSE = '<!-- {{ "blockType": "response"{more} }} -->\n```http\n{response}\n```\n\n'
_USER = """{
  "id": "fbab97d0-4932-4511-b675-204639209557",
  "displayName": "Mia",
  "mail": null,
  "status": "active",
  "created": "2026-01-02T03:04:05Z",
  "age": 30,
  "score": 1.5,
  "tags": ["a"],
  "address": { "city": "Oslo", "zip": "0150" }
}"""
_ELEMENT = _USER.replace("\n", "\n    ")
_TYPE = ', "@odata.type": "sample.user"'
_ROOT = "https://api.example.com/v1"
_EXPANDED = _USER[:-2] + ',\n  "manager": { "id": "1", "displayName": "Tom" }\n}'
_PAGES: tuple[tuple[str, str, str, str], ...] = (
    (
        "list_users",
        f"GET {_ROOT}/users?$orderby=displayName",
        f'{_TYPE}, "isCollection": true',
        "HTTP/1.1 200 OK\nContent-Type: application/json\nX-Total: 1\n\n"
        '{\n  "@odata.nextLink": "https://api.example.com/v1/users?$skip=1",\n  "value": [\n    '
        f"{_ELEMENT}\n  ]\n}}",
    ),
    (
        "get_user",
        f"GET {_ROOT}/users/{{id}}?$expand=manager",
        _TYPE,
        f'HTTP/1.1 200 OK\nContent-Type: application/json\nETag: "1"\n\n{_EXPANDED}',
    ),
    (
        "create_user",
        f"POST {_ROOT}/users\nContent-Type: application/json\n\n"
        '{ "displayName": "Mia", "age": 3 }',
        _TYPE,
        "HTTP/1.1 201 Created\nLocation: https://api.example.com/v1/users/1\n"
        f"Content-Type: application/json\n\n{_USER}",
    ),
    (
        "get_missing",
        f"GET {_ROOT}/users/missing/photo",
        ', "expectError": true',
        "HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n"
        '{ "error": { "code": "itemNotFound", "message": "It was not found.",'
        ' "innererror": { "request-id": "1" } } }',
    ),
    ("delete_user", f"DELETE {_ROOT}/users/{{id}}", "", "HTTP/1.1 204 No Content"),
    (
        "get_settings",
        f"GET {_ROOT}/users/{{id}}/settings",
        "",
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"
        '{ "sizes": { "fbab97d0-4932-4511-b675-204639209557": { "height": 4 } } }',
    ),
    (
        "get_report",
        f"GET {_ROOT}/report",
        "",
        "HTTP/1.1 200 OK\nContent-Type: text/csv\n\na,b\n1,2",
    ),
    (
        "list_roles",
        f"GET {_ROOT}/roles",
        "",
        'HTTP/1.1 200 OK\nContent-Type: application/json\n\n["reader"]',
    ),
)


def pages() -> MemoryStore:
    """Return the pages of the service."""
    found = {"docs/user.md": USER}
    for name, request, more, response in _PAGES:
        found[f"docs/{name}.md"] = (
            f"# {name}\n\n"
            + _REQUEST.format(name=name, request=request)
            + _RESPONSE.format(more=more, response=response)
        )
    return MemoryStore(found)


@dataclass
class Reply:
    """A response before it is sent."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    """The body, if it is not JSON."""


Change = Callable[[Reply], object]


class SampleService:
    """The service: `seed` gives other data, `changes` the change of an operation."""

    def __init__(self) -> None:
        self.seed = 0
        self.changes: Mapping[str, Change] = {}

    def respond(self, exchange: Exchange) -> None:
        """Send the response to a request."""
        path, _, _ = exchange.path.partition("?")
        name = _operation(exchange.command, path)
        reply = _REPLIES[name](Random(self.seed))  # test data
        self.changes.get(name, _nothing)(reply)
        data = reply.raw if reply.raw is not None else b""
        if reply.body is not None:
            data = json.dumps(reply.body).encode()
            reply.headers.setdefault("Content-Type", "application/json; charset=utf-8")
        own = {"Date": str(self.seed), "X-Request-Id": str(self.seed), **reply.headers}
        exchange.give(reply.status, {key: value for key, value in own.items() if value}, data)

    @contextmanager
    def running(self) -> Iterator[Config]:
        """Run the service; yields the configuration of a run against it."""
        with service_of(self.respond) as url:
            yield Config(docs=("docs",), base_url=url, unsafe_methods=True, variables={"id": "42"})


def _nothing(_: Reply) -> None:
    """Change nothing."""


def _operation(method: str, path: str) -> str:
    last = path.rpartition("/")[2]
    named = {
        "photo": "get_missing",
        "settings": "get_settings",
        "report": "get_report",
        "roles": "list_roles",
    }
    if last in named:
        return named[last]
    if last == "users":
        return "create_user" if method == "POST" else "list_users"
    return "delete_user" if method == "DELETE" else "get_user"


def _list(random: Random) -> Reply:
    users = [_user(random) for _ in range(random.randint(2, 6))]
    users.sort(key=lambda user: user["displayName"].casefold())
    body: dict[str, Any] = {"value": users}
    if random.random() < 0.5:
        body["@odata.nextLink"] = f"https://api.example.com/v1/users?$skip={random.random()}"
    return Reply(200, body, {"X-Total": str(len(users))})


def _get(random: Random) -> Reply:
    manager = {"id": _id(random), "displayName": _name(random)}
    return Reply(200, _user(random) | {"manager": manager}, {"ETag": f'"{random.random()}"'})


def _missing(random: Random) -> Reply:
    error = {"code": "itemNotFound", "message": "It was not found."}
    return Reply(404, {"error": error | {"innererror": {"request-id": _id(random)}}})


def _settings(random: Random) -> Reply:
    keys = [_id(random) for _ in range(random.randint(1, 4))]
    return Reply(200, {"sizes": {key: {"height": random.randint(1, 9)} for key in keys}})


def _roles(random: Random) -> Reply:
    roles = ["reader", "writer", "owner"]
    random.shuffle(roles)
    return Reply(200, roles[: random.randint(1, 3)])


_CSV = {"Content-Type": "text/csv; charset=utf-8"}
_REPLIES: Mapping[str, Callable[[Random], Reply]] = {
    "list_users": _list,
    "get_user": _get,
    "create_user": lambda random: Reply(
        201, _user(random), {"Location": f"/v1/users/{_id(random)}"}
    ),
    "get_missing": _missing,
    "delete_user": lambda _: Reply(204),
    "get_settings": _settings,
    "get_report": lambda _: Reply(200, raw=b"a,b\n3,4\n", headers=dict(_CSV)),
    "list_roles": _roles,
}


def _user(random: Random) -> dict[str, Any]:
    members: list[tuple[str, Any]] = [
        ("id", _id(random)),
        ("displayName", _name(random)),
        ("mail", random.choice([None, "x@example.com"])),
        ("status", random.choice(["active", "disabled"])),
        ("created", f"20{random.randint(10, 30)}-0{random.randint(1, 9)}-11T10:11:12Z"),
        ("age", random.randint(1, 99)),
        ("score", random.choice([1.5, 2.25, 3])),
        ("tags", random.choice([["x"], ["y", "z"]])),
        ("address", {"city": _name(random), "zip": str(random.randint(1000, 9999))}),
    ]
    if random.random() < 0.5:
        members.append(("nickname", _name(random)))
    random.shuffle(members)
    return dict(members)


def _id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128)))


def _name(random: Random) -> str:
    return random.choice(["Ann", "Bo", "Chen", "Dana", "Emeka", "Mia", "Tom"])
