"""Earlier runs of a command, as far as a report compares with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST = 50
"""Number of earlier runs that a report shows."""


class FindingKey(NamedTuple):
    """What makes a finding of one run the same as one of another: not its line."""

    code: str
    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """An earlier run, from its JSON report."""

    name: str
    """Name of the file."""
    started: str = ""
    service: str = ""
    totals: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """Outcome of each case, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHistory:
    """The last runs, oldest first, at most `LONGEST`."""

    runs: tuple[PastRun, ...] = ()
    last_findings: tuple[FindingKey, ...] = ()
    """All findings of the last run."""
    ignored: int = 0
    """Number of files of the folder that are not reports of the command."""
