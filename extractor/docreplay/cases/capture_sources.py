"""Documented responses that give identifiers: lists, created objects, single objects."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from docreplay.cases.target_ids import TargetIds, target_ids
from docreplay.model.case import Case
from docreplay.model.http.monitor import is_accepted
from docreplay.model.http.url_template import split
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.json.value import JSON

GivesAs = Literal["list", "create", "item"]
_ID = "id"
_TYPE = "@odata.type"
_TYPE_NAME = re.compile(r"#?[A-Za-z][\w.]*")
_WORDS = re.compile(r"[^A-Za-z0-9]+")
_NAMED_ID = re.compile(r"(?<=[a-z])I[dD]$|(?<=[_-])id$|(?<=[a-z])Key$")
_IDS = ("id", "_id", "uuid", "guid", "key", "name", "slug", "uid")
"""Properties that identify an object, the surest first."""
_NAMES = ("key", "name", "slug")
"""Those that often are words for people beside an `id`."""


class Gives(NamedTuple):
    """What one documented response gives."""

    case: Case
    how: GivesAs
    ids: TargetIds
    at: str
    """JSON path of the object: `$.value[0]`."""
    documented: Mapping[str, JSON]
    """Properties of the object with the documented values; those of all elements of a list."""
    shown: frozenset[str]
    """Values of its identifying properties."""
    has_location: bool
    has_kinds: bool
    """Whether the elements of a list show which type each is of (`@odata.type`)."""
    named: str = ""
    """The only property of the object that gives something, or `""`."""

    @property
    def type(self) -> str:
        """The resource type that the annotation of the response names, or `""`."""
        return self.case.expectation.shape.type

    @property
    def is_filtered(self) -> bool:
        """Whether the query of the request leaves elements out."""
        return bool(re.search(r"filter|search|(?<![a-z])q=", split(self.case.request.target).query))

    @property
    def _kind(self) -> str:
        """The type that the object shows, or else that of the request that creates it."""
        shown = self.documented.get(_TYPE)
        return shown if isinstance(shown, str) else _sent_type(self.case)

    def value(self, names: Iterable[str], by: str = "", kind: str = "") -> tuple[str, bool]:
        """Return the value that fills a placeholder with the names, and whether it is documented.

        `by` is the property that an alternate key names, `kind` the type of the object, which
        counts if elements of a list show theirs. The value is a JSON path, or `Location:`;
        `""` if the page shows all properties, and none of them identifies the object.
        """
        if self.named:
            return self._path(self.named, ""), True
        if kind and self.how != "list" and self._kind not in ("", kind):
            return "", False
        name = _by_name(by, self.documented) or by if by else _property(names, self.documented)
        if (
            name in _NAMES
            and self.has_more
            and all(plain_name(item).endswith("id") for item in names)
        ):
            name = ""
        if name:
            return self._path(name, kind), name in self.documented
        if self.how == "create" and self.has_location:
            return "Location:", True
        if self.has_more or not self.documented:
            return self._path(_ID, kind), False
        only = self._only_id()
        return (self._path(only, kind) if only else ""), bool(only)

    def _only_id(self) -> str:
        """Return the only documented property that is named for an id: `accountId`; else `""`."""
        found = [name for name in self.documented if _NAMED_ID.search(name)]
        return found[0] if len(found) == 1 and _by_name(found[0], self.documented) else ""

    @property
    def has_more(self) -> bool:
        """Whether objects have more properties than the page shows."""
        shape = self.case.expectation.shape
        return shape.truncated or bool(shape.type)

    def _path(self, name: str, kind: str) -> str:
        plain, at = re.fullmatch(r"[A-Za-z_]\w*", name), self.at
        if kind and self.has_kinds:
            at = f"{at.removesuffix('[0]')}[?@['@odata.type']=='{kind}']"
        return f"{at}.{name}" if plain else f"{at}['{name}']"


def gives(case: Case) -> Gives | None:
    """Return what the documented response of a case gives, or None if it gives nothing."""
    expected = case.expectation
    if not 200 <= (expected.status or 200) < 300:
        return None
    method = case.request.method
    body = response_json(case)
    ids = target_ids(case.request.target)
    has_location = is_accepted(expected) or any(
        header.name.lower() == "location" for header in expected.headers
    )
    if method == "GET" and (found := _elements(body, case)):
        at, elements = found
        known = {name: value for item in elements for name, value in item.items()}
        has_kinds = _TYPE in known
        return Gives(case, "list", ids, at, known, _shown(elements), False, has_kinds)
    if method not in ("GET", "POST", "PUT"):
        return None
    how: GivesAs = "item" if method == "GET" else "create"
    made = (
        _object(body)
        or _excerpt(body, case)
        or (_made_all(body, case) if how == "create" else None)
    )
    if made:
        at, item = made
        return Gives(case, how, ids, at, item, _shown([item]), has_location, False)
    if how == "create" and has_location:
        return Gives(case, how, ids, "$", {}, frozenset(), has_location, False)
    return None


def _made_all(body: JSON, case: Case) -> tuple[str, dict[str, JSON]] | None:
    """Return the first of the objects that one request creates."""
    found = _elements(body, case) if case.expectation.status == 201 else None
    return (found[0], found[1][0]) if found and found[1] else None


def _sent_type(case: Case) -> str:
    body = case.request.body
    try:
        sent = read_json(body.text).value if body else None
    except JsonError:
        return ""
    found = sent.get(_TYPE) if isinstance(sent, dict) else ""
    return found if isinstance(found, str) else ""


def shown_type(case: Case) -> str:
    """Return the type that the documented object shows itself (OData JSON 4.01 §4.6.3), or `""`."""
    body = response_json(case)
    found = body.get(_TYPE) if isinstance(body, dict) else ""
    return found if isinstance(found, str) and _TYPE_NAME.fullmatch(found) else ""


def by_template(found: Iterable[Gives]) -> Mapping[str, list[Gives]]:
    """Return what is given by the template of the request's path."""
    result: defaultdict[str, list[Gives]] = defaultdict(list)
    for item in found:
        result[item.ids.template].append(item)
    return result


def response_json(case: Case) -> JSON:
    """Return the JSON of a documented response, or None."""
    body = case.expectation.body
    if body is None:
        return None
    try:
        return read_json(body.text).value
    except JsonError:
        return None


def _elements(body: JSON, case: Case) -> tuple[str, list[dict[str, JSON]]] | None:
    """Return the path of the first element of a list, and the documented elements."""
    if isinstance(body, list):
        return ("$[0]", _objects(body)) if _objects(body) or not body else None
    if not isinstance(body, dict):
        return None
    own = case.expectation.shape.collection_property
    lists = [name for name, value in body.items() if isinstance(value, list)]
    if own in lists:
        return f"$.{own}[0]", _objects(body[own])
    last = split(case.request.target).path.rpartition("/")[2].lower()
    named = [name for name in lists if name.lower() in (last, "data", "items", "results")]
    names = named or (lists if len(lists) == 1 and _ID not in body else [])
    return (f"$.{names[0]}[0]", _objects(body[names[0]])) if names else None


def _objects(value: JSON) -> list[dict[str, JSON]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _object(body: JSON) -> tuple[str, dict[str, JSON]] | None:
    """Return the path of an object with an identifier: the body, or its only object."""
    if not isinstance(body, dict):
        return None
    if _property((), body):
        return "$", body
    inner = [(name, value) for name, value in body.items() if isinstance(value, dict)]
    plain = [(name, value) for name, value in inner if re.fullmatch(r"[A-Za-z_]\w*", name)]
    if len(plain) == 1 and _property((), plain[0][1]):
        return f"$.{plain[0][0]}", plain[0][1]
    return ("$", body) if body and not inner else None


def _excerpt(body: JSON, case: Case) -> tuple[str, dict[str, JSON]] | None:
    """Return a created object of which the page shows a part, without its identifier."""
    expected = case.expectation
    is_part = expected.shape.truncated or expected.shape.type
    is_created = expected.status == 201 and isinstance(body, dict) and body
    return ("$", body) if is_part and is_created and isinstance(body, dict) else None


def _shown(items: Iterable[Mapping[str, JSON]]) -> frozenset[str]:
    """Return the documented identifiers of objects."""
    return frozenset(str(item[name]) for item in items for name in _identifying(item))


def _identifying(item: Mapping[str, JSON]) -> Iterator[str]:
    for name in ("id", "_id", "uuid", "guid"):
        if isinstance(item.get(name), str | int):
            yield name


def _property(names: Iterable[str], known: Mapping[str, JSON]) -> str:
    """Return the property that fills a placeholder: its own name, unless that is an id; else `id`.

    `{name}` is the property `name`; `{message-id}` and `{deviceId}` are the property `id`, and
    only without one the property `deviceId`.
    """
    plain = {name: plain_name(name) for name in names}
    own = [name for name, words in plain.items() if not words.endswith("id")]
    others = [name for name in plain if name not in own]
    wanted = (*own, _ID, *others) if _ID not in plain.values() else (_ID, *own, *others)
    for name in wanted:
        if found := _by_name(name, known):
            return found
    return next((found for name in _IDS if (found := _by_name(name, known))), "")


def _by_name(name: str, known: Mapping[str, JSON]) -> str:
    """Return the scalar property with a name, however that is written, or `""`."""
    plain = plain_name(name)
    for other, value in known.items():
        if plain_name(other) == plain and (value is None or isinstance(value, str | int)):
            return other
    return ""


def plain_name(name: str) -> str:
    """Return a name without what separates its words, in lower case."""
    return _WORDS.sub("", name).lower()
