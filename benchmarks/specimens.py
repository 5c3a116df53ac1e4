"""Documented exchanges as faults are put into them: their JSON, and which of its parts are firm.

What is firm is worked out here on purpose, crudely and independent of the comparison: a member is
firm if every object at its place shows it, always with one kind of value.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from docreplay.model.case import Answer, BodyAnnotation, Case
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import JsonText, read_json
from docreplay.model.json.value import JSON, kind, pointer
from docreplay.model.location import Passage
from docreplay.model.types.resource_catalogue import Catalogue
from docreplay.model.types.resource_type import ResourceType

Path = tuple[str | int, ...]

_TYPE_WORD = re.compile(
    r"(?:edm\.)?(?:string|url|etag|binary|stream|bool\w*|u?int\w*|long|short|byte|number|double"
    r"|single|float|decimal|guid|date\w*|time\w*|duration)",
    re.IGNORECASE,
)
_DATA = re.compile(r"[0-9A-Fa-f-]{36}|.*(?:://|%3[Aa]).*|\d[\d-]*")
"""Names of entries of a map."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the documented body that no answer may do without."""

    path: Path
    value: JSON

    @property
    def name(self) -> str:
        """Return its name in its object."""
        return str(self.path[-1])


@dataclass(frozen=True)
class Specimen:
    """A case whose documented response is a JSON object."""

    case: Case
    body: Passage
    json: JsonText
    choices: Mapping[str, tuple[str, ...]]
    """The values that the page of the body's resource lists for its properties."""
    optional: frozenset[str] = frozenset()
    """Names that any resource calls optional."""
    absent: frozenset[str] = frozenset()
    """Names that the annotation or the resource of the body calls optional."""
    never_null: frozenset[str] = frozenset()
    """Names that the annotation or the resource of the body does not let be null."""
    families: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """All described types, each with itself and its base types."""

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Return the firm members in the order of the body; control information is never firm."""
        return tuple(_firm(self.json.value, set(self._excused)))

    @cached_property
    def sent(self) -> dict[str, JSON]:
        """The members of the documented request's body."""
        body = self.case.request.body
        try:
            value = read_json(body.text).value if body else None
        except JsonError:
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def _excused(self) -> tuple[str, ...]:
        shape = self.case.expectation.shape
        return (*shape.optional, *shape.nullable, *self.optional)

    def line(self, path: Path, *, key: bool = False) -> int:
        """Return the page's line of a documented value, or of its name."""
        place = self.json.places[pointer(path)]
        return self.body.at(place.key if key else place.start).line

    def answer(self, value: JSON, dump: str | None = None) -> Answer:
        """Return the documented answer with another body."""
        return self.respond(to_bytes(value) if dump is None else dump.encode())

    def respond(self, body: bytes) -> Answer:
        """Return the documented answer with another body, which need not be JSON."""
        expectation = self.case.expectation
        return Answer(
            status=expectation.status or 200,
            reason="",
            headers=tuple((header.name, header.value) for header in expectation.headers),
            body=body,
        )


def specimen_of(case: Case, catalogue: Catalogue) -> Specimen | None:
    """Return the specimen of a case, if it documents a success with a JSON object."""
    body, status = case.expectation.body, case.expectation.status
    declared = case.expectation.media_type or "json"
    if body is None or status is None or status >= 300 or "json" not in declared:
        return None
    try:
        text = read_json(body.text)
    except JsonError:
        return None
    if not isinstance(text.value, dict) or not text.value or text.elided:
        return None
    shape = case.expectation.shape
    resource = catalogue.find(shape.type) if shape.type else None
    return Specimen(
        case,
        body,
        text,
        _choices(resource),
        _called(catalogue, "optionalProperties"),
        frozenset({*shape.optional, *(resource.optional if resource else ())}),
        _never_null(shape, resource, text.value),
        families_of(catalogue),
    )


def _never_null(
    shape: BodyAnnotation, resource: ResourceType | None, body: dict[str, JSON]
) -> frozenset[str]:
    elements = [item for item in (body, *_elements(body)) if isinstance(item, dict)]
    names = {name for item in elements for name in item}
    refused = {name for name in names if resource and resource.refuses_null(name)}
    return frozenset(names - {*shape.nullable} if shape.nullable else refused)


def _elements(body: dict[str, JSON]) -> list[JSON]:
    value = body.get("value")
    return value if isinstance(value, list) else []


@cache
def _called(catalogue: Catalogue, key: str) -> frozenset[str]:
    """Return the names in a list of any resource's annotation."""
    found = (item.annotation.texts(key) for item in catalogue.resources.values())
    return frozenset(name for names in found for name in names)


@cache
def families_of(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """Return all described types, each with itself and its base types."""
    found = [item for name in catalogue.resources if (item := catalogue.find(name))]
    return {item.name: frozenset({item.name, *item.ancestors}) for item in found}


def _choices(resource: ResourceType | None) -> Mapping[str, tuple[str, ...]]:
    """Return the values that a skeleton, or a table, lists as the only ones."""
    if resource is None:
        return {}
    rows = (*resource.tabled.values(), *resource.properties.values())
    return {
        item.name: item.stated.choices
        for item in rows
        if item.stated.choices and not item.stated.is_open
    }


def at(value: JSON, path: Path) -> JSON:
    """Return the part of a value."""
    for step in path:
        value = value[step]  # type: ignore[index]  # the path is one of the value
    return value


def to_bytes(value: JSON) -> bytes:
    """Return the value as a service sends it."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _firm(value: JSON, excused: set[str]) -> Iterator[Member]:
    places: defaultdict[Path, list[Member]] = defaultdict(list)
    objects: Counter[Path] = Counter()
    for path, part in walk(value, ()):
        place: Path = tuple("*" if isinstance(step, int) else step for step in path)
        objects[place] += isinstance(part, dict)
        if path and isinstance(path[-1], str):
            places[place].append(Member(path, part))
    for place, members in places.items():
        name = str(place[-1])
        kinds = {kind(member.value) for member in members}
        everywhere = len(members) == objects[place[:-1]]
        is_name = "@" not in name and not _DATA.fullmatch(name)
        if everywhere and len(kinds) == 1 and is_name and name not in excused:
            yield from (member for member in members if not _is_loose(member.value))


def walk(value: JSON, path: Path) -> Iterator[tuple[Path, JSON]]:
    """Yield every part of a value, the whole first."""
    yield path, value
    if isinstance(value, dict):
        for name, part in value.items():
            yield from walk(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from walk(part, (*path, index))


def _is_loose(value: JSON) -> bool:
    """Return True for null, which documents no type, and for a word that names a type."""
    return value is None or (isinstance(value, str) and bool(_TYPE_WORD.fullmatch(value.strip())))
