"""JSON as pages write it: what a strict reader rejects is read, named and located.

Pages hold trailing commas, comments, bare keys, raw line breaks in strings, no-break spaces and
`...` where members are left out. Strict text costs one `json.loads`; only text that this rejects,
or whose places are asked for, goes through the slower reader in `json_reader`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from extractor.model.json import JSON

RepairKind = Literal[
    "entity",
    "control-character",
    "trailing-comma",
    "bare-key",
    "missing-comma",
    "single-quotes",
    "comment",
    "elision",
    "no-break-space",
    "duplicate-key",
    "text-after",
]


class Repair(NamedTuple):
    """One thing that had to be read around: what, and the offset at which it stands."""

    kind: RepairKind
    offset: int


class Place(NamedTuple):
    """Offsets of one value: of its key's quote (or the value itself), its start, and its end."""

    key: int
    start: int
    end: int


class JsonError(ValueError):
    """The text has no reading as JSON."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Scan(NamedTuple):
    """What the slow reader found."""

    value: JSON
    repairs: tuple[Repair, ...]
    places: Mapping[str, Place]
    elided: frozenset[str]


@dataclass(frozen=True)
class JsonText:
    """A JSON text and its value; places are worked out when first asked for."""

    text: str
    value: JSON
    repairs: tuple[Repair, ...] = ()

    @property
    def elided(self) -> frozenset[str]:
        """JSON Pointers of the objects and arrays in which `...` stands for members left out."""
        if any(repair.kind == "elision" for repair in self.repairs):
            return self._scan.elided
        return frozenset()

    @property
    def places(self) -> Mapping[str, Place]:
        """Where each value stands, by JSON Pointer; the whole text's value is `""`."""
        return self._scan.places

    def place(self, pointer: str) -> Place:
        """The place of a pointer, or of its nearest ancestor that the text has."""
        while pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places[pointer]

    @cached_property
    def _scan(self) -> Scan:
        from extractor.model.json_reader import scan  # noqa: PLC0415  # the fast path needs none

        return scan(self.text)


def read_json(text: str) -> JsonText:
    """The JSON value of a text, leniently.

    Raises `JsonError` where the text has no reading at all.
    """
    try:
        return JsonText(text, json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse))
    except (ValueError, RecursionError):
        from extractor.model.json_reader import scan  # noqa: PLC0415  # the fast path needs none

        found = scan(text)
        return JsonText(text, found.value, found.repairs)


def _unique(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError
    return members


def _refuse(_: str) -> JSON:
    raise ValueError
