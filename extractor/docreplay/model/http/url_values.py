"""Values of a URL that a response may repeat: ids in the path, keys in brackets, query values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, unquote_plus

from docreplay.model.api.api_version import is_version
from docreplay.model.body.string_formats import has_format
from docreplay.model.http.url_template import without_origin
from docreplay.model.json.map_keys import is_map_key
from docreplay.model.json.value import JSON

_ARGUMENT = re.compile(r"[(,]\s*(?:([\w-]+)\s*=\s*)?(?:'([^']*)'|([^'(),=]+))")
_EQUALS = re.compile(r"(?:^|\s|\()([\w/]+)\s+eq\s+(?:'([^']*)'|([\w.-]+))")
_VAGUE = re.compile(r"\b(?:or|not|any|all)\b", re.IGNORECASE)
_COUNT = re.compile(r"(?:^|&)\$?count=true(?:&|$)", re.IGNORECASE)
_AMOUNT = re.compile(r".*(?:count|total|size|age|width|height|length|limit|offset|page)", re.I)
_NO_NAME = re.compile(r"\d+(?:\.\d+)*|api", re.IGNORECASE)
_SHORTEST = 2
ENVELOPES = frozenset({"data", "d", "result", "item", "object", "payload", "resource", "response"})
"""Names of properties whose object is the one that a response is about."""
_ID_NAMES = frozenset(
    {"id", "key", "number", "no", "uid", "uuid", "guid", "code", "login", "username", "slug"}
)


@dataclass(frozen=True, slots=True)
class UrlValue:
    """A value, and what it is about: the name of a parameter, or the segment before it."""

    text: str
    about: str
    is_last: bool = False
    """True if no other segment of the path follows."""
    is_query: bool = False

    def equals(self, value: JSON) -> bool:
        """Return True if a JSON value is this one; GUIDs and e-mail addresses ignore case."""
        if isinstance(value, bool) or not isinstance(value, str | int):
            return False
        if str(value) == self.text:
            return True
        return str(value).casefold() == self.text.casefold() and self._ignores_case

    @property
    def _ignores_case(self) -> bool:
        return has_format(self.text, "guid") or has_format(self.text, "email")

    def belongs_to(self, name: str, key: str, *, is_element: bool, depth: int) -> bool:
        """Return True if a property of that name repeats the value, and is not equal by chance."""
        folded = _folded(name)
        if self.is_query:
            return folded == _folded(self.about)
        if folded in (f"{_singular(self.about)}id", _folded(self.about)):
            return True
        if is_element and name in (key, "id"):
            return False
        if is_map_key(self.text) and not self.text.isdigit():
            return True
        if is_element or depth > 1 or not self.is_last or len(self.text) < _SHORTEST:
            return not is_element and depth == 1 and self.is_last and self.is_id(name, key)
        return self.is_id(name, key) or not (self.text.isdigit() and _AMOUNT.fullmatch(name))

    def is_envelope(self, name: str) -> bool:
        """Return True if an object of that name is what the URL is about: `data`, `photo`."""
        return name in ENVELOPES or _folded(name) == _singular(self.about)

    def is_id(self, name: str, key: str) -> bool:
        """Return True if a property of that name identifies its object, as `key` does."""
        return name == key or _folded(name) in _ID_NAMES


@lru_cache(maxsize=1024)
def url_values(target: str) -> tuple[UrlValue, ...]:
    """Return the values in a request target; what is still a placeholder is none."""
    path, _, query = without_origin(target).partition("#")[0].partition("?")
    found = [*_of_path(path), *_of_query(query)]
    return tuple(item for item in found if item.text and not set("{}<>") & set(item.text))


def asks_for_count(target: str) -> bool:
    """Return True if a request has `$count=true` (OData URL Conventions 4.01 §5.1.6)."""
    query = unquote(target.partition("#")[0].partition("?")[2])
    match = _COUNT.search(query)
    return match is not None and "$" in match[0]


def _of_path(path: str) -> Iterator[UrlValue]:
    segments = [unquote(segment) for segment in path.split("/") if segment]
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        about = segments[index - 1].partition("(")[0] if index else ""
        name, bracket, _ = segment.partition("(")
        for match in _ARGUMENT.finditer(segment) if bracket else ():
            yield UrlValue(match[2] or (match[3] or "").strip(), match[1] or name, is_last)
        if index and not bracket and not (is_version(about) or _NO_NAME.fullmatch(about)):
            yield UrlValue(segment, about, is_last)


def _of_query(query: str) -> Iterator[UrlValue]:
    for part in query.split("&"):
        name, _, value = unquote_plus(part).partition("=")
        if name.lower() in ("$filter", "filter") and not _VAGUE.search(value):
            for match in _EQUALS.finditer(value):
                text = match[2] or match[3] or ""
                yield UrlValue(text, match[1].rpartition("/")[2], is_query=True)
        elif not name.startswith("$"):
            yield UrlValue(value, name, is_query=True)


def _folded(name: str) -> str:
    return re.sub(r"[_\W]", "", name).lower()


def _singular(name: str) -> str:
    folded = _folded(name)
    if folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded.removesuffix("s")
