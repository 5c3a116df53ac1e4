"""The places of a request target that hold an identifier, and the collection that each is from."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from docreplay.model.http.path_ids import looks_like_id, root_length
from docreplay.model.http.placeholder import PLACEHOLDER, placeholders
from docreplay.model.http.url_template import without_origin

_KEYED = re.compile(r"([A-Za-z][\w.]*)\((['\"]?)([^'\"(),=]+)\2\)")
"""An entity by its key: `users('ada')`, `rows(7)` (OData URL Conventions 4.01 §4.3.1)."""
_ALTERNATE = re.compile(r"([A-Za-z]\w*)=(['\"]?)([^'\"(),=]+)\2")
"""An alternate key as a segment: `roleTemplateId=88d8e3e3-…`."""
_SEGMENT = re.compile(r"[^/]+")
_URL = re.compile(r"https?://(?:[^\s\"'<>\\&(]|\('[^\s'\"()]*'\)|\()+")
"""A URL in a text, which may have keys in quotes: `https://a.example/users('7')`."""
_PARAMETER = re.compile(r"(?<=[?&])[A-Za-z_][\w.-]*=$")
_OPERATION = re.compile(r"[/:.][a-z_]+$")
"""The name of an operation on a collection: `/albums.get`, `/albums/get`."""
ANY = "{}"
"""The placeholder of an identifier in a template."""


class IdPlace(NamedTuple):
    """An identifier in a target."""

    start: int
    end: int
    """The range of characters in the target; a key is without its quotes."""
    written: str
    names: tuple[str, ...]
    """Names of the placeholder; empty for a literal identifier."""
    collection: str
    """Template of the path that the identifier is below: `/groups/{}/threads`."""
    by: str = ""
    """The property that an alternate key names, or `""`."""

    @property
    def template(self) -> str:
        """The template of the path up to the identifier, by which it is known."""
        return f"{self.collection}/{f'{self.by}={ANY}' if self.by else ANY}"


class TargetIds(NamedTuple):
    """The identifiers of a target, and the template of its whole path."""

    root: str
    """The segments before the path of a resource, such as `/v1.0`."""
    template: str
    places: tuple[IdPlace, ...]
    in_path: tuple[IdPlace, ...]
    """Those of the path itself, without those of URLs in the query."""
    unknown: tuple[tuple[int, int], ...]
    """Ranges of placeholders that identify nothing: in arguments, in parts of segments."""


def target_ids(target: str, is_id: Callable[[str, str], bool] = lambda *_: False) -> TargetIds:
    """Return the identifiers of a target's path.

    `is_id` returns True if a literal segment is an identifier of the collection with the template:
    pages that document the collection show it. What looks like an identifier needs no such page.
    """
    path = without_origin(target)
    offset = len(target) - len(path)
    path = path.partition("?")[0].partition("#")[0]
    found = list(_segments(path))
    length = root_length([text for _, text in found])
    template, places, unknown = "", [], list[tuple[int, int]]()
    for at, text in found[length:]:
        place = _place(template, text, offset + at, is_id)
        if place is None:
            ranges = (match.span() for match in PLACEHOLDER.finditer(text))
            unknown += ((offset + at + start, offset + at + end) for start, end in ranges)
            template += f"/{PLACEHOLDER.sub(ANY, text).lower()}"
        else:
            places.append(place)
            template = place.template
    root = "".join(f"/{text}" for _, text in found[:length])
    end = offset + len(path)
    after = (*_query_ids(target, end, template), *nested_ids(target, is_id, end))
    return TargetIds(root.lower(), template, (*places, *after), tuple(places), tuple(unknown))


def _query_ids(target: str, start: int, template: str) -> Iterator[IdPlace]:
    """Yield the placeholders of a query that are ids: `/albums.get?id={id}`, `?task_id={task_id}`.

    A plain `id` is one of what the path is about, behind which is the name of an operation.
    """
    about = _OPERATION.sub("", template)
    for match in PLACEHOLDER.finditer(target, start):
        names = placeholders(match[0])[0].names
        is_value = _PARAMETER.search(target[: match.start()]) and target[match.end() :][:1] in "&#"
        if is_value and any(name.lower().endswith("id") for name in names):
            is_own = about != template and _names_one_of(about, names)
            collection = about if is_own else f"?{names[0].lower()}"
            yield IdPlace(*match.span(), match[0], names, collection)


def _names_one_of(collection: str, names: Iterable[str]) -> bool:
    word = collection.rpartition("/")[2]
    plain = (re.sub(r"[^a-z]", "", name.lower()) for name in names)
    return any(name in ("id", f"{word}id", f"{word.removesuffix('s')}id") for name in plain)


def nested_ids(
    text: str, is_id: Callable[[str, str], bool] = lambda *_: False, start: int = 0
) -> Iterator[IdPlace]:
    """Yield the identifiers in the paths of URLs within a query or a body."""
    for url in _URL.finditer(text, start):
        for place in target_ids(url[0], is_id).places:
            begin = url.start()
            yield place._replace(start=begin + place.start, end=begin + place.end)


def listed_ids(target: str, paths: Iterable[str]) -> frozenset[str]:
    """Return the segments of a target that are in place of placeholders in paths that fit it.

    A path fits the start of a target too: the page lists `/locales/{id}` for `/locales/en/title`.
    A segment that one of the paths has as it is, is a name; not if the path is a whole URL, which
    shows an example.
    """
    own = _path_segments(target)
    ids, names = set[str](), set[str]()
    for path in paths:
        listed = _path_segments(path)
        if len(listed) > len(own) or not all(map(_fits, listed, own)):
            continue
        is_example = without_origin(path) != path
        for text, written in zip(own, listed, strict=False):
            if PLACEHOLDER.fullmatch(written):
                ids.add(unquote(text))
            elif not is_example:
                names.add(unquote(text))
    return frozenset(ids - names)


def _path_segments(target: str) -> list[str]:
    """Return the segments of a path after the root of the service."""
    path = without_origin(target).partition("?")[0].partition("#")[0]
    found = [text for _, text in _segments(path)]
    return found[root_length(found) :]


def _fits(listed: str, text: str) -> bool:
    return PLACEHOLDER.fullmatch(listed) is not None or listed.lower() == text.lower()


def _segments(path: str) -> Iterator[tuple[int, str]]:
    """Yield the segments with their offsets; a slash in a placeholder separates nothing."""
    masked = PLACEHOLDER.sub(lambda match: "x" * len(match[0]), path)
    for match in _SEGMENT.finditer(masked):
        yield match.start(), path[match.start() : match.end()]


def _place(
    collection: str, text: str, at: int, is_id: Callable[[str, str], bool]
) -> IdPlace | None:
    """Return the identifier that a segment is, or ends with in parentheses; None without one."""
    if not collection and not _KEYED.fullmatch(text):
        return None  # the first segment names a collection
    if PLACEHOLDER.fullmatch(text) and text[1:2] not in "?&+#./;":
        return IdPlace(at, at + len(text), text, placeholders(text)[0].names, collection)
    if match := _KEYED.fullmatch(text):
        own = f"{collection}/{match[1].lower()}"
        return _keyed(own, match, at, is_id)
    if (match := _ALTERNATE.fullmatch(text)) and _is_value(match[3]):
        return _value(collection, match, at, match[1])
    if looks_like_id(unquote(text)) or is_id(collection, unquote(text)):
        return IdPlace(at, at + len(text), text, (), collection)
    return None


def _keyed(
    collection: str, match: re.Match[str], at: int, is_id: Callable[[str, str], bool]
) -> IdPlace | None:
    if _is_value(match[3]) or is_id(collection, unquote(match[3])):
        return _value(collection, match, at, "")
    return None


def _is_value(text: str) -> bool:
    return PLACEHOLDER.fullmatch(text) is not None or looks_like_id(unquote(text))


def _value(collection: str, match: re.Match[str], at: int, by: str) -> IdPlace:
    found = placeholders(match[3])
    names = found[0].names if found else ()
    start, end = match.span(3)
    return IdPlace(at + start, at + end, match[3], names, collection, by)


def depth(template: str) -> int:
    """Return the number of identifiers in a template."""
    return template.count(ANY)


def parent(template: str) -> str:
    """Return the template without its last segment."""
    return template.rpartition("/")[0]
