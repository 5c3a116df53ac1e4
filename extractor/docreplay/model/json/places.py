"""Where the values of a JSON text are, and what had to be repaired to read it."""

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
    "comment",
    "elision",
    "no-break-space",
    "duplicate-key",
    "lone-surrogate",
]

DEPTH = 100
"""How many arrays and objects may stand inside of each other; what is deeper has no reading."""


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
