"""What the examples of an operation show of its requests and responses."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docreplay.model.api.documented_api import DocumentedApi
from docreplay.model.api.documented_member import Member
from docreplay.model.api.documented_page import DocumentedPage
from docreplay.model.exchange import Exchange
from docreplay.model.http.http import Request, Response
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.json.map_keys import is_map_key
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, pointer
from docreplay.model.location import Passage, Range
from docreplay.model.types.declared_types import NOTHING
from docreplay.model.types.declared_values import AllowedValues

_DEEPEST = 12
"""Number of names and indexes in the longest path of a member."""


def names_shown(page: DocumentedPage, kind: str) -> frozenset[str]:
    """Return the names that examples show where a table could list them, in lower case."""
    return frozenset(name.lower() for item in page.exchanges for name in _names(item, kind))


def _names(exchange: Exchange, kind: str) -> Iterator[str]:
    message = exchange.request if kind.startswith(("request", "parameter")) else exchange.response
    if message is None:
        return
    if kind.endswith("header"):
        yield from (header.name for header in message.headers)
    elif kind == "parameter":
        query = exchange.request.target.partition("?")[2]
        yield from (part.partition("=")[0].lstrip("$") for part in query.split("&"))
    else:
        body = json_of(message)
        yield from body if isinstance(body, dict) else ()


def path_parameters(page: DocumentedPage) -> frozenset[str]:
    """Return the names of placeholders in the paths of a page, in lower case.

    The paths say whether such a parameter is still there, not the table.
    """
    return frozenset(
        name.strip().lower()
        for item in page.operations
        for match in PLACEHOLDER.finditer(item.operation.path)
        for name in match[0].strip("{}<>").split("|")
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class ExampleMember:
    """A member of a body that only examples show: its name is its path, such as `value/id`."""

    name: str
    kinds: frozenset[str]
    body: Passage
    offset: int

    @property
    def range(self) -> Range:
        """The place of its key in the first example that has it."""
        return self.body.range(self.offset, self.offset + len(self.name.rpartition("/")[2]) + 2)

    @property
    def raw(self) -> tuple[str, ...]:
        """What the examples say of it: that it is there, and the JSON type of its values."""
        return self.name, self.type

    @property
    def type(self) -> str:
        """The JSON type of its values, or `""` if they differ or are null."""
        kinds = self.kinds - {"null"}
        if kinds == {"integer", "number"}:
            return "number"
        return next(iter(kinds)) if len(kinds) == 1 else ""

    declared = NOTHING
    values: AllowedValues | None = None
    is_required = False
    is_nullable: bool | None = None
    access = ""
    is_deprecated = False


def body_text(page: DocumentedPage, kind: str) -> tuple[str, ...]:
    """Return the bodies of the requests or responses of a page, as written."""
    return tuple(message.body.text for _, message in _messages(page, kind) if message.body)


def is_whole(page: DocumentedPage, kind: str) -> bool:
    """Return True if no example says that it leaves members out."""
    annotations = (
        item.response_annotation if kind.startswith("response") else item.request_annotation
        for item, _ in _messages(page, kind)
    )
    if page.is_shortened:
        return False
    return not any(annotation and annotation.flag("truncated") for annotation in annotations)


def body_members(page: DocumentedPage, kind: str, api: DocumentedApi) -> dict[str, Member]:
    """Return the members that JSON examples show, by path in lower case.

    None of a body whose type has a page: that page says which members there are.
    """
    if any((page.version, name) in api.types for name in page.handled):
        return {}
    found: dict[str, Member] = {}
    for _, message in _messages(page, kind):
        read = _text(message.body.text) if message.body else None
        for path, value, offset in _walk(read) if read else ():
            known = found.get(path.lower())
            kinds = known.kinds if isinstance(known, ExampleMember) else frozenset[str]()
            first = known if isinstance(known, ExampleMember) else None
            assert message.body  # noqa: S101  # it was read
            found[path.lower()] = ExampleMember(
                name=path, kinds=kinds | {json_type(value)},
                body=first.body if first else message.body,
                offset=first.offset if first else offset,
            )  # fmt: skip
    return found


def _messages(page: DocumentedPage, kind: str) -> Iterator[tuple[Exchange, Request | Response]]:
    for item in page.exchanges:
        if kind.startswith("request"):
            yield item, item.request
        elif item.response and item.response.status < 400:  # errors have a form
            yield item, item.response


def _walk(read: JsonText) -> Iterator[tuple[str, JSON, int]]:
    """Yield the path, the value and the offset of each member, without names that are data."""
    waiting: list[tuple[str, list[str | int], JSON]] = [("", [], read.value)]
    while waiting:
        path, steps, value = waiting.pop(0)
        if isinstance(value, list):
            waiting += [(path, [*steps, index], item) for index, item in enumerate(value)]
        for name, item in value.items() if isinstance(value, dict) else ():
            if "@" in name or is_map_key(name) or len(steps) > _DEEPEST:
                continue
            own = [*steps, name]
            yield f"{path}/{name}".lstrip("/"), item, read.places[pointer(own)].key
            waiting.append((f"{path}/{name}".lstrip("/"), own, item))


def json_type(value: JSON) -> str:
    """Return the name of JSON Schema for the type of a value."""
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "integer", float: "number", list: "array", dict: "object"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "null")


def json_of(message: Request | Response) -> JSON:
    """Return the body of a message as JSON, or None."""
    return _read(message.body.text) if message.body else None


def _read(text: str) -> JSON:
    found = _text(text)
    return found.value if found else None


@lru_cache(maxsize=4096)
def _text(text: str) -> JsonText | None:
    try:
        return read_json(text)
    except JsonError:
        return None
