"""How the structure of a response differs from that of the recording; values do not count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from docreplay.model.cassette import RecordedResponse
from docreplay.model.http import is_json
from docreplay.model.json.exact import Exact, InexactJson, Number, read_exact
from docreplay.model.volatile_headers import is_volatile

_Shape = Mapping[str, frozenset[str]]
"""Types by path; `*` is any element of an array."""


def changes(recorded: RecordedResponse, now: RecordedResponse) -> Iterator[str]:
    """Yield a sentence for each change of status, media type, headers and members."""
    if recorded.status != now.status:
        yield f"responds with {now.status}, recorded: {recorded.status}"
        return
    if recorded.media_type != now.media_type:
        before, after = recorded.media_type or "none", now.media_type or "none"
        yield f"the media type is {after}, recorded: {before}"
        return
    yield from _missing_headers(recorded, now)
    if is_json(recorded.media_type):
        yield from _shape_changes(_shape(recorded), _shape(now))
    elif bool(recorded.body.size) != bool(now.body.size):
        yield "the body is empty" if recorded.body.size else "the body is not empty, as recorded"


def _missing_headers(recorded: RecordedResponse, now: RecordedResponse) -> Iterator[str]:
    present = {name.lower() for name, _ in now.headers}
    for name in dict.fromkeys(name.lower() for name, _ in recorded.headers):
        if name not in present and not is_volatile(name):
            yield f"header `{name}` is missing, which the recording has"


def _shape_changes(before: _Shape | None, after: _Shape | None) -> Iterator[str]:
    if before is None or after is None:
        if before != after:
            yield "the body is not valid JSON, unlike " + ("now" if before is None else "recorded")
        return
    for path in sorted({*before, *after}):
        if path not in after and _parent(path) in after:
            yield f"`{path}` is missing, which the recording has"
        elif path not in before and _parent(path) in before:
            yield f"`{path}` is new, the recording does not have it"
        elif path in before and path in after:
            one, other = (types[path] - {"null"} for types in (before, after))
            if one and other and not one & other:
                yield f"`{path}` is {_listed(other)}, recorded: {_listed(one)}"


def _listed(types: frozenset[str]) -> str:
    return " or ".join(sorted(types))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _shape(response: RecordedResponse) -> _Shape | None:
    try:
        value = read_exact((response.body.data or b"null").decode())
    except (InexactJson, UnicodeDecodeError):
        return None
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, kind in _types(value, ""):
        found[path].add(kind)
    return {path: frozenset(kinds) for path, kinds in found.items()}


def _types(value: Exact, path: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the type of a value and of all values inside."""
    yield path, _type(value)
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _types(item, f"{path}/{name}")
    elif isinstance(value, list):
        for item in value:
            yield from _types(item, f"{path}/*")


def _type(value: Exact) -> str:
    if isinstance(value, Number):
        return "number"
    kinds = {type(None): "null", bool: "boolean", str: "string", list: "array", dict: "object"}
    return kinds[type(value)]
