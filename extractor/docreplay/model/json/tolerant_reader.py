"""JSON as pages contain it: what a strict reader rejects is read, and each repair is reported.

Pages contain trailing commas, comments, bare keys, raw line breaks in strings, no-break spaces and
`...` for omitted members. Strict text costs one `json.loads`; only other text, or text whose
places are needed, goes through the slower reader in `reader.py`.

The reader is our own because no library does this: json5 fails 5 of 9 cases of the dialect,
dirtyjson 4, json_repair turns the entity in `{&quot;a&quot;: 1}` into a part of the key. None of
them gives the place of each value, or names its repairs.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from docreplay.model.json.elisions import NAMED_ELISION
from docreplay.model.json.places import DEPTH, Place, Repair, Scan
from docreplay.model.json.reader import scan
from docreplay.model.json.value import JSON, is_well_formed

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True)
class JsonText:
    """A JSON text and its value; places are computed when they are first needed."""

    text: str
    value: JSON
    repairs: tuple[Repair, ...] = ()
    scanned: Scan | None = field(default=None, repr=False, compare=False)
    """The result of the slower reader, if that has read the text."""

    @property
    def elided(self) -> frozenset[str]:
        """JSON Pointers of the objects and arrays in which `...` replaces omitted members."""
        if any(repair.kind == "elision" for repair in self.repairs):
            return self._scan.elided
        return frozenset()

    @property
    def places(self) -> Mapping[str, Place]:
        """Place of each value, by JSON Pointer; that of the whole text is `""`."""
        return self._scan.places

    def place(self, pointer: str) -> Place:
        """Return the place of a pointer, or of its nearest ancestor in the text."""
        while pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places[pointer]

    @cached_property
    def _scan(self) -> Scan:
        return self.scanned or scan(self.text)


@lru_cache(maxsize=64)
def read_json(text: str) -> JsonText:
    """Return the JSON value of a text; callers must not modify it.

    The last texts are cached: a body is read to be checked, to be compared with that of a
    translation, and to be printed. Raises `JsonError` if the text cannot be read at all.
    """
    try:
        return JsonText(text, _strict(text))
    except (ValueError, RecursionError):
        found = scan(text)
        return JsonText(text, found.value, found.repairs, found)


def _strict(text: str) -> JSON:
    """Return the value of a strict text. Raises `ValueError` or `RecursionError` for any other."""
    value: JSON = _DECODER.decode(text)
    if ('"..' in text or '"…' in text) and NAMED_ELISION.search(text):
        raise ValueError
    if text.count("{") + text.count("[") > DEPTH and _is_deep(value):
        raise ValueError
    if "\\u" in text and _has_lone_surrogate(text, value):
        raise ValueError
    return value


def _has_lone_surrogate(text: str, value: JSON) -> bool:
    if not _SURROGATE.search(text):
        return False
    return not is_well_formed(json.dumps(value, ensure_ascii=False))


def _is_deep(value: JSON) -> bool:
    level = [value]
    for _ in range(DEPTH + 1):
        inner: list[JSON] = []
        for item in level:
            if isinstance(item, dict):
                inner += [child for child in item.values() if isinstance(child, dict | list)]
            elif isinstance(item, list):
                inner += [child for child in item if isinstance(child, dict | list)]
        if not inner:
            return False
        level = inner
    return True


def _unique(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError
    return members


def _refuse(_: str) -> JSON:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)
"""Made once: `json.loads` with these hooks would make one for every text."""
