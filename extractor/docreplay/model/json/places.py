"""Places of the values of a JSON text, and repairs that were needed to read it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from docreplay.model.json.value import JSON

RepairKind = Literal[
    "entity",
    "control-character",
    "trailing-comma",
    "bare-key",
    "missing-comma",
    "single-quotes",
    "triple-quotes",
    "comment",
    "elision",
    "no-break-space",
    "duplicate-key",
    "lone-surrogate",
]

DEPTH = 100
"""Maximum depth of nested arrays and objects; deeper text is not read."""


class Repair(NamedTuple):
    """A repair: its kind, and its offset in the text."""

    kind: RepairKind
    offset: int


class Place(NamedTuple):
    """Offsets of one value: of its key's quote (or the value itself), its start, and its end."""

    key: int
    start: int
    end: int


class JsonError(ValueError):
    """The text cannot be read as JSON."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Scan(NamedTuple):
    """Result of the slow reader."""

    value: JSON
    repairs: tuple[Repair, ...]
    places: Mapping[str, Place]
    elided: frozenset[str]
