"""Which findings a baseline knows, which are new, and which of its own are no longer there."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docreplay.baseline.entry import Entry
from docreplay.model.finding import Finding

Covers = Callable[[Entry], bool]
"""Whether a run looked for what the entry names: one over other pages or rules did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The findings of a run, by what the baseline says of them (SARIF's `baselineState`)."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    absent: int
    """How many findings the baseline names that the run looked for and did not find."""


def compare(
    accepted: Counter[Entry], findings: Sequence[Finding], named: Sequence[Entry], covers: Covers
) -> Compared:
    """Holds findings, and the entry of each, to a baseline.

    Of more findings alike than are accepted, the last ones are new.
    """
    left = Counter(accepted)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding, entry in zip(findings, named, strict=True):
        (known if left[entry] > 0 else new).append(finding)
        left[entry] -= 1
    absent = sum(number for entry, number in left.items() if number > 0 and covers(entry))
    return Compared(new=tuple(new), known=tuple(known), absent=absent)


def renewed(accepted: Counter[Entry], named: Iterable[Entry], covers: Covers) -> Counter[Entry]:
    """The baseline that knows the findings of a run, and all that the run did not look for."""
    others = {entry: number for entry, number in accepted.items() if not covers(entry)}
    return Counter(others) | Counter(named)
